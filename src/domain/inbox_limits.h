// What one host, and all of them, may leave in our inbox before it has been read (design walk 1: backlog bytes, not rate).
#pragma once

#include <cstddef>

namespace ekiben::domain {

/// One activity (federation item 60).
inline constexpr std::size_t kMaxActivityBytes = 1024 * 1024;
/// Unread bytes of one verified host; over it 503 with Retry-After, the host tries again later.
inline constexpr std::size_t kMaxBacklogBytesPerHost = 16 * 1024 * 1024;
/// Unread bytes in all, so that strangers cannot fill the disk.
inline constexpr std::size_t kMaxBacklogBytes = 128 * 1024 * 1024;

} // namespace ekiben::domain
