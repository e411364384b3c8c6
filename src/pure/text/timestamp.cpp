#include "pure/text/timestamp.h"

#include "pure/text/ascii.h"

#include <array>
#include <cstdio>

namespace ekiben::text {
namespace {

using namespace std::chrono;

// Reads digits and marks from the front of a text.
class Reader {
public:
  explicit Reader(std::string_view text) : rest_(text) {}

  bool number(std::size_t digits, int& out) {
    if (rest_.size() < digits) {
      return false;
    }
    out = 0;
    for (std::size_t i = 0; i < digits; ++i) {
      if (!is_digit(rest_[i])) {
        return false;
      }
      out = out * 10 + (rest_[i] - '0');
    }
    rest_.remove_prefix(digits);
    return true;
  }

  bool mark(std::string_view any_of) {
    if (rest_.empty() || any_of.find(rest_.front()) == std::string_view::npos) {
      return false;
    }
    last_mark_ = rest_.front();
    rest_.remove_prefix(1);
    return true;
  }

  /// Digits of a fraction, cut to milliseconds; false when there is none.
  bool fraction(int& thousandths) {
    thousandths = 0;
    int weight = 100;
    std::size_t digits = 0;
    for (; digits < rest_.size() && is_digit(rest_[digits]); ++digits) {
      thousandths += (rest_[digits] - '0') * weight;
      weight /= 10;
    }
    rest_.remove_prefix(digits);
    return digits > 0;
  }

  char last_mark() const { return last_mark_; }
  bool at_end() const { return rest_.empty(); }

private:
  std::string_view rest_;
  char last_mark_ = '\0';
};

bool read_offset(Reader& reader, minutes& offset) {
  if (reader.at_end() || reader.mark("Zz")) {
    return true;
  }
  if (!reader.mark("+-")) {
    return false;
  }
  const int sign = reader.last_mark() == '-' ? -1 : 1;
  int hour = 0;
  int minute = 0;
  if (!reader.number(2, hour)) {
    return false;
  }
  reader.mark(":");
  if (!reader.number(2, minute) || hour > 23 || minute > 59) {
    return false;
  }
  offset = minutes(sign * (hour * 60 + minute));
  return true;
}

enum class Precision { seconds, milliseconds };

std::string format(Time time, Precision precision) {
  const auto day = floor<days>(time);
  const year_month_day date(day);
  const auto within = hh_mm_ss<milliseconds>(time - day);
  std::array<char, 64> buffer{};
  const int length =
      std::snprintf(buffer.data(), buffer.size(), "%04d-%02u-%02uT%02d:%02d:%02d", static_cast<int>(date.year()),
                    static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), static_cast<int>(within.hours().count()),
                    static_cast<int>(within.minutes().count()), static_cast<int>(within.seconds().count()));
  std::string out(buffer.data(), static_cast<std::size_t>(length));
  if (precision == Precision::milliseconds) {
    const auto thousandths = std::to_string(1000 + within.subseconds().count());
    out += "." + thousandths.substr(1);
  }
  return out + "Z";
}

} // namespace

std::string format_timestamp(Time time) { return format(time, Precision::seconds); }

std::string format_timestamp_milliseconds(Time time) { return format(time, Precision::milliseconds); }

std::optional<Time> parse_timestamp(std::string_view text) {
  Reader reader(text);
  int y = 0;
  int m = 0;
  int d = 0;
  int hour = 0;
  int minute = 0;
  int second = 0;
  int thousandths = 0;
  minutes offset{0};
  const bool whole = reader.number(4, y) && reader.mark("-") && reader.number(2, m) && reader.mark("-") && reader.number(2, d) &&
                     reader.mark("Tt ") && reader.number(2, hour) && reader.mark(":") && reader.number(2, minute) && reader.mark(":") &&
                     reader.number(2, second) && (!reader.mark(".,") || reader.fraction(thousandths)) && read_offset(reader, offset);
  if (!whole || !reader.at_end() || y < 1 || hour > 23 || minute > 59 || second > 60) {
    return std::nullopt;
  }
  const year_month_day date(year{y}, month{static_cast<unsigned>(m)}, day{static_cast<unsigned>(d)});
  if (!date.ok()) {
    return std::nullopt;
  }
  if (second == 60) {
    second = 59;
  }
  return Time(sys_days(date).time_since_epoch() + hours(hour) + minutes(minute) + seconds(second) + milliseconds(thousandths) - offset);
}

} // namespace ekiben::text
