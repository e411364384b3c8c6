// How often other servers' keys may be asked for (federation items 46, B33, B43).
#pragma once

#include <chrono>
#include <cstddef>

namespace ekiben::domain {

/// A known key that does not verify is fetched again at most this often (item 46: blind key rotation).
inline constexpr std::chrono::minutes kKnownKeyCoolDown{5};
/// A key that could not be had is not asked for again this long (B33: negative cache).
inline constexpr std::chrono::minutes kMissingKeyCoolDown{5};
/// A host that did not answer at all is asked again sooner: it may only have been restarting.
inline constexpr std::chrono::seconds kUnreachableKeyCoolDown{30};

/// Answers that may wait for a key: in all, and for keys of one host (design walk 1).
inline constexpr std::size_t kMaxWaitingForKeys = 256;
inline constexpr std::size_t kMaxWaitingPerKeyHost = 8;
/// Time from the question to the key; then 503 with Retry-After.
inline constexpr std::chrono::seconds kKeyDeadline{8};

/// Key fetches to one host, however many key ids a stranger makes up for it (B43): the bucket's size, and one more every interval. A big
/// server may introduce some hundred people within a minute; a victim is asked five times a second at most.
inline constexpr std::size_t kKeyFetchBurst = 300;
inline constexpr std::chrono::milliseconds kKeyFetchInterval{200};

} // namespace ekiben::domain
