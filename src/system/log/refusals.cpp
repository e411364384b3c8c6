#include "system/log/refusals.h"

#include "system/log/log.h"

#include <chrono>

namespace ekiben::log {
namespace {

constexpr std::chrono::seconds kPeriod{60};
constexpr std::size_t kMaxReasonBytes = 100;
constexpr std::size_t kMaxDetailBytes = 100;
constexpr std::string_view kOther = "other reasons";

} // namespace

Refusals::Refusals(const Clock& clock) : clock_(clock) {}

Refusals::~Refusals() { write_lines(); }

void Refusals::count(std::string_view reason, std::string_view detail) {
  const std::scoped_lock lock(mutex_);
  const SteadyTime now = clock_.steady_now();
  if (!entries_.empty() && now - first_ >= kPeriod) {
    write_lines();
  }
  if (entries_.empty()) {
    first_ = now;
  }
  reason = reason.substr(0, kMaxReasonBytes);
  auto entry = entries_.find(reason);
  if (entry == entries_.end()) {
    entry = entries_.try_emplace(std::string(entries_.size() < kMaxReasons ? reason : kOther)).first;
  }
  ++entry->second.times;
  entry->second.last_detail = detail.substr(0, kMaxDetailBytes);
}

void Refusals::flush_if_due() {
  const std::scoped_lock lock(mutex_);
  if (!entries_.empty() && clock_.steady_now() - first_ >= kPeriod) {
    write_lines();
  }
}

void Refusals::write_lines() {
  for (const auto& [reason, entry] : entries_) {
    notice("refused in the last minute: " + reason + ", " + std::to_string(entry.times) + (entry.times == 1 ? " time" : " times") +
           (entry.last_detail.empty() ? "" : " (last: " + entry.last_detail + ")"));
  }
  entries_.clear();
}

} // namespace ekiben::log
