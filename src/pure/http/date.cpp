#include "pure/http/date.h"

#include <array>

namespace ekiben::http {

namespace {

using namespace std::chrono;

constexpr std::array<std::string_view, 7> kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array<std::string_view, 7> kLongDays{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};
constexpr std::array<std::string_view, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

/// Reads a text from left to right; once something did not fit, everything after fails too.
class Cursor {
public:
  explicit Cursor(std::string_view text) : rest_(text) {}

  void expect(std::string_view literal) {
    good_ = good_ && rest_.starts_with(literal);
    rest_.remove_prefix(good_ ? literal.size() : 0);
  }
  int digits(std::size_t count) {
    int value = 0;
    for (std::size_t i = 0; i < count; ++i) {
      if (!good_ || rest_.empty() || rest_.front() < '0' || rest_.front() > '9') {
        good_ = false;
        return 0;
      }
      value = value * 10 + (rest_.front() - '0');
      rest_.remove_prefix(1);
    }
    return value;
  }
  /// Which of the names stands here.
  template <std::size_t N> unsigned name(const std::array<std::string_view, N>& names) {
    for (unsigned i = 0; i < N; ++i) {
      if (good_ && rest_.starts_with(names[i])) {
        rest_.remove_prefix(names[i].size());
        return i;
      }
    }
    good_ = false;
    return 0;
  }
  bool at_space() const { return rest_.starts_with(' '); }
  bool finished() const { return good_ && rest_.empty(); }

private:
  std::string_view rest_;
  bool good_ = true;
};

struct Parts {
  unsigned weekday = 0, month = 0;
  int day = 0, year = 0, hour = 0, minute = 0, second = 0;
};

void read_time_of_day(Cursor& cursor, Parts& parts) {
  parts.hour = cursor.digits(2);
  cursor.expect(":");
  parts.minute = cursor.digits(2);
  cursor.expect(":");
  parts.second = cursor.digits(2);
}

std::optional<Time> to_time(const Parts& parts) {
  const year_month_day date{year{parts.year}, month{parts.month + 1}, day{static_cast<unsigned>(parts.day)}};
  if (!date.ok() || parts.hour > 23 || parts.minute > 59 || parts.second > 59) {
    return std::nullopt;
  }
  const sys_days days{date};
  if (weekday{days}.c_encoding() != parts.weekday) {
    return std::nullopt;
  }
  return Time{days} + hours{parts.hour} + minutes{parts.minute} + seconds{parts.second};
}

/// "Sun, 06 Nov 1994 08:49:37 GMT"
std::optional<Parts> read_fixdate(std::string_view text) {
  Cursor cursor(text);
  Parts parts;
  parts.weekday = cursor.name(kDays);
  cursor.expect(", ");
  parts.day = cursor.digits(2);
  cursor.expect(" ");
  parts.month = cursor.name(kMonths);
  cursor.expect(" ");
  parts.year = cursor.digits(4);
  cursor.expect(" ");
  read_time_of_day(cursor, parts);
  cursor.expect(" GMT");
  return cursor.finished() ? std::optional(parts) : std::nullopt;
}

/// "Sunday, 06-Nov-94 08:49:37 GMT"
std::optional<Parts> read_rfc850(std::string_view text, Time now) {
  Cursor cursor(text);
  Parts parts;
  parts.weekday = cursor.name(kLongDays);
  cursor.expect(", ");
  parts.day = cursor.digits(2);
  cursor.expect("-");
  parts.month = cursor.name(kMonths);
  cursor.expect("-");
  parts.year = cursor.digits(2);
  cursor.expect(" ");
  read_time_of_day(cursor, parts);
  cursor.expect(" GMT");
  if (!cursor.finished()) {
    return std::nullopt;
  }
  // "MUST interpret a timestamp that appears to be more than 50 years in the future as representing the most recent year in the past that
  // had the same last two digits."
  const int this_year = static_cast<int>(year_month_day{floor<days>(now)}.year());
  parts.year += this_year / 100 * 100;
  if (parts.year > this_year + 50) {
    parts.year -= 100;
  }
  return parts;
}

/// "Sun Nov  6 08:49:37 1994"
std::optional<Parts> read_asctime(std::string_view text) {
  Cursor cursor(text);
  Parts parts;
  parts.weekday = cursor.name(kDays);
  cursor.expect(" ");
  parts.month = cursor.name(kMonths);
  cursor.expect(" ");
  if (cursor.at_space()) {
    cursor.expect(" ");
    parts.day = cursor.digits(1);
  } else {
    parts.day = cursor.digits(2);
  }
  cursor.expect(" ");
  read_time_of_day(cursor, parts);
  cursor.expect(" ");
  parts.year = cursor.digits(4);
  return cursor.finished() ? std::optional(parts) : std::nullopt;
}

} // namespace

std::string format_http_date(Time time) {
  const auto day_point = floor<days>(time);
  const year_month_day date{day_point};
  const auto seconds_of_day = static_cast<int>(floor<seconds>(time - day_point).count());
  const auto put_two = [](std::string& out, int value) {
    out += static_cast<char>('0' + value / 10 % 10);
    out += static_cast<char>('0' + value % 10);
  };
  const int year_number = static_cast<int>(date.year());
  std::string out;
  out.reserve(29);
  out.append(kDays[weekday{day_point}.c_encoding()]).append(", ");
  put_two(out, static_cast<int>(static_cast<unsigned>(date.day())));
  out.append(" ").append(kMonths[static_cast<unsigned>(date.month()) - 1]).append(" ");
  put_two(out, year_number / 100);
  put_two(out, year_number);
  out += ' ';
  put_two(out, seconds_of_day / 3600);
  out += ':';
  put_two(out, seconds_of_day / 60 % 60);
  out += ':';
  put_two(out, seconds_of_day % 60);
  return out.append(" GMT");
}

std::optional<Time> parse_http_date(std::string_view text, Time now) {
  auto parts = read_fixdate(text);
  if (!parts) {
    parts = read_rfc850(text, now);
  }
  if (!parts) {
    parts = read_asctime(text);
  }
  return parts ? to_time(*parts) : std::nullopt;
}

} // namespace ekiben::http
