// host-meta (RFC 6415): where a host answers WebFinger questions, an XRD. Only needed when the usual place says 404 (items 7, 8).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ekiben::activitypub {

inline constexpr std::string_view kXrdType = "application/xrd+xml; charset=utf-8";

/// Our XRD; `base_url` answers WebFinger.
std::string write_host_meta(std::string_view base_url);

/// The template of the first Link with rel="lrdd" that holds "{uri}", or nothing. A scanner, not an XML parser: there are no entities
/// beyond the five of XML itself, a document with a DOCTYPE is refused, nothing is nested or looked up (B38). At most 64 KiB are read.
std::optional<std::string> read_host_meta(std::string_view xrd);

} // namespace ekiben::activitypub
