// The media types of ActivityPub: what we send, what we believe, what we are asked for.
#pragma once

#include <string_view>

namespace ekiben::activitypub {

/// What our documents and deliveries are labelled with (items 31, 35).
inline constexpr std::string_view kActivityJson = "application/activity+json";
inline constexpr std::string_view kActivityJsonUtf8 = "application/activity+json; charset=utf-8";
/// The Accept header of our fetches, in the words every peer knows (item 34).
inline constexpr std::string_view kFetchAccept =
    "application/activity+json, application/ld+json; profile=\"https://www.w3.org/ns/activitystreams\"";
inline constexpr std::string_view kActivityStreams = "https://www.w3.org/ns/activitystreams";
inline constexpr std::string_view kPublic = "https://www.w3.org/ns/activitystreams#Public";

/// True for a Content-Type that makes a body count as an ActivityPub document: application/activity+json, or application/ld+json whose
/// profile (a list of URLs separated by spaces) names ActivityStreams (item 33, B2). Nothing else does, not application/json.
bool is_activity_type(std::string_view content_type);

} // namespace ekiben::activitypub
