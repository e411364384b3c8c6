// Refused requests, summed: an attack of a million requests costs a handful of lines.
#pragma once

#include "base/clock.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace ekiben::log {

/// Counts refusals by reason and writes "refused in the last minute: wrong Host 17 (last: evil.example)" once a minute. The table is
/// bounded: reasons beyond kMaxReasons are counted as "other reasons". All methods: any thread.
class Refusals {
public:
  static constexpr std::size_t kMaxReasons = 32;

  explicit Refusals(const Clock& clock);
  /// Writes what is still unsaid.
  ~Refusals();
  Refusals(const Refusals&) = delete;
  Refusals& operator=(const Refusals&) = delete;

  /// `reason` is one of the program's own short phrases, `detail` what the last one was about (an address, a host; cut at 100 bytes).
  void count(std::string_view reason, std::string_view detail = {});
  /// Writes the lines when a minute has passed since the first unwritten refusal; count() does that by itself, a timer may too.
  void flush_if_due();

private:
  struct Entry {
    std::uint64_t times = 0;
    std::string last_detail;
  };
  void write_lines();

  const Clock& clock_;
  std::mutex mutex_;
  std::map<std::string, Entry, std::less<>> entries_;
  SteadyTime first_{};
};

} // namespace ekiben::log
