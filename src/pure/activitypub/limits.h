// What is taken of other servers' documents: more is cut or refused (federation items 28, B37). Mastodon's figures where it has them.
#pragma once

#include <cstddef>

namespace ekiben::activitypub {

inline constexpr std::size_t kMaxIdBytes = 2048;        ///< an id or URL; longer counts as absent
inline constexpr std::size_t kMaxNameCodePoints = 200;  ///< display name, cut
inline constexpr std::size_t kMaxSummaryBytes = 20'000; ///< bio, left out when longer
inline constexpr std::size_t kMaxPemBytes = 16'384;     ///< RSA of 8192 bits is 1.4 kB
inline constexpr std::size_t kMaxKeys = 10;             ///< keys of one actor (item 24)
inline constexpr std::size_t kMaxAliases = 256;         ///< alsoKnownAs, cut
inline constexpr std::size_t kMaxTypes = 10;            ///< values of one "type"
inline constexpr std::size_t kMaxContexts = 50;         ///< entries of @context that are looked at
inline constexpr std::size_t kMaxLinks = 100;           ///< links of a JRD or XRD that are looked at

} // namespace ekiben::activitypub
