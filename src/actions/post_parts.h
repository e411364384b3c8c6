// For publishing and editing: what a text names.
#pragma once

#include "actions/own_ids.h"
#include "base/result.h"
#include "domain/post.h"
#include "store/reader.h"

#include <string>
#include <string_view>
#include <vector>

namespace ekiben::actions {

/// The people a text mentions, in order. Who is not known yet stands with an empty actor: the outgoing worker looks them up before anything
/// is sent (walk 2). "@user" alone means the author of `parent` when it is their user name. The author of `parent` comes first even when
/// the text does not name them, so that a reply always reaches them.
Result<std::vector<domain::Mention>> find_mentions(const store::Reader& reader, const Ourselves& ourselves, std::string_view text,
                                                   const domain::Post* parent);
/// Normal forms.
std::vector<std::string> find_tags(std::string_view text);

} // namespace ekiben::actions
