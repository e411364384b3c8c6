// Entity tags and the requests that are conditional on them (RFC 9110 sections 8.8.3 and 13.1.2).
#pragma once

#include <string>
#include <string_view>

namespace ekiben::http {

/// A strong tag of exactly these bytes, with its quotes. Not a cryptographic digest: it tells our own answers apart, nothing more.
std::string strong_etag(std::string_view bytes);

/// True when If-None-Match (`list`: "*" or a list of tags) names `etag`, compared weakly as GET and HEAD do. Lists that break the grammar
/// match nothing.
bool if_none_match_names(std::string_view list, std::string_view etag);

} // namespace ekiben::http
