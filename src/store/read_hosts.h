// Questions: how has this server behaved?
#pragma once

#include "base/result.h"
#include "domain/host_record.h"
#include "store/reader.h"

#include <optional>
#include <string_view>

namespace ekiben::store {

Result<std::optional<domain::HostRecord>> find_host(const Reader& reader, std::string_view host);

} // namespace ekiben::store
