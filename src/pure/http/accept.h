// Content negotiation (RFC 9110 section 12.5): what the client would rather read. Languages are chosen in pure/i18n.
#pragma once

#include <string_view>

namespace ekiben::http {

/// What of a page's two forms is wanted (federation items 31-33).
enum class Representation { html, activity };

/// Activity when `accept` names application/activity+json, or application/ld+json with the ActivityStreams profile (alone or in its space
/// separated list), with at least the weight of text/html. Wildcards count for text/html only: people's tools send them.
Representation choose_representation(std::string_view accept);

/// True when Accept-Encoding allows gzip. Nothing said means no: not everybody who says nothing can read it.
bool accepts_gzip(std::string_view accept_encoding);

} // namespace ekiben::http
