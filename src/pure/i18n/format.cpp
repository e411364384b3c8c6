#include "pure/i18n/format.h"

#include <array>
#include <cstdio>

namespace ekiben::i18n {
namespace {

struct Parts {
  int year;
  unsigned month;
  unsigned day;
  int hour;
  int minute;
  int second;
};

Parts split(Time time) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(std::chrono::floor<std::chrono::seconds>(time - day));
  return {static_cast<int>(date.year()),           static_cast<unsigned>(date.month()),       static_cast<unsigned>(date.day()),
          static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()), static_cast<int>(clock.seconds().count())};
}

constexpr std::array<const char*, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

template <typename... Values> std::string print(const char* format, Values... values) {
  std::array<char, 64> out{};
  std::snprintf(out.data(), out.size(), format, values...);
  return out.data();
}

/// 12345 of unit 1000 is "12.3"; never rounded up past what is there.
std::string shortened(std::int64_t count, std::int64_t unit) {
  const std::int64_t whole = count / unit;
  const std::int64_t tenth = count % unit * 10 / unit;
  return whole >= 100 || tenth == 0 ? format_exact(whole) : std::to_string(whole) + "." + std::to_string(tenth);
}

} // namespace

std::string format_exact(std::int64_t count) {
  std::string digits = std::to_string(count);
  const std::size_t first = digits.front() == '-' ? 1 : 0;
  for (std::size_t at = digits.size(); at > first + 3;) {
    at -= 3;
    digits.insert(at, ",");
  }
  return digits;
}

std::string format_count(Language language, std::int64_t count) {
  constexpr std::int64_t kMan = 10'000;
  constexpr std::int64_t kOku = 100'000'000;
  if (count < kMan) {
    return format_exact(count);
  }
  if (language == Language::ja) {
    return count < kOku ? shortened(count, kMan) + "万" : shortened(count, kOku) + "億";
  }
  return count < 1'000'000 ? shortened(count, 1'000) + "K" : shortened(count, 1'000'000) + "M";
}

std::string format_date(Language language, Time time) {
  const Parts p = split(time);
  if (language == Language::ja) {
    return print("%d年%u月%u日", p.year, p.month, p.day);
  }
  return print("%s %u, %d", kMonths.at(p.month - 1), p.day, p.year);
}

std::string format_date_time(Language language, Time time) {
  const Parts p = split(time);
  return format_date(language, time) + print(" %02d:%02d UTC", p.hour, p.minute);
}

std::string format_machine_time(Time time) {
  const Parts p = split(time);
  return print("%04d-%02u-%02uT%02d:%02d:%02dZ", p.year, p.month, p.day, p.hour, p.minute, p.second);
}

} // namespace ekiben::i18n
