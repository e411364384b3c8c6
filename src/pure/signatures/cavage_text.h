// The text that a draft-cavage signature is made over.
#pragma once

#include "base/result.h"
#include "pure/http/request.h"
#include "pure/signatures/cavage_header.h"

#include <string>
#include <string_view>

namespace ekiben::signatures {

/// Section 2.3 of draft-cavage-http-signatures-12, over the raw bytes of `target` and of the values (B10). `target` is the request's own or
/// that without its query (item 44). Errors: unauthorized when a covered header or parameter is missing.
Result<std::string> cavage_text(const http::Request& request, const CavageHeader& header, std::string_view target);

} // namespace ekiben::signatures
