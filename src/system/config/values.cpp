#include "system/config/values.h"

#include "pure/text/ascii.h"
#include "pure/text/ip_address.h"

#include <charconv>
#include <optional>

namespace ekiben::config {
namespace {

std::string quoted(std::string_view value) { return "\"" + std::string(value) + "\""; }

std::optional<std::size_t> parse_whole(std::string_view value) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  return error == std::errc() && end == value.data() + value.size() && !value.empty() ? std::optional(number) : std::nullopt;
}

} // namespace

Result<bool> read_yes_no(std::string_view value) {
  if (value == "yes" || value == "true") {
    return true;
  }
  if (value == "no" || value == "false") {
    return false;
  }
  return fail(ErrorKind::invalid, quoted(value) + " is neither yes nor no");
}

Result<std::size_t> read_number(std::string_view value, std::size_t lowest, std::size_t highest) {
  const auto number = parse_whole(value);
  if (!number || *number < lowest || *number > highest) {
    return fail(ErrorKind::invalid, quoted(value) + " is no number from " + std::to_string(lowest) + " to " + std::to_string(highest));
  }
  return *number;
}

Result<std::chrono::seconds> read_duration(std::string_view value, std::chrono::seconds lowest, std::chrono::seconds highest) {
  const char unit = value.empty() ? '\0' : value.back();
  const std::size_t factor = unit == 's' ? 1 : unit == 'm' ? 60 : unit == 'h' ? 3600 : 0;
  const auto number = factor == 0 ? std::nullopt : parse_whole(value.substr(0, value.size() - 1));
  const auto longest = static_cast<std::size_t>(highest.count());
  if (!number || *number > longest || *number * factor > longest || *number * factor < static_cast<std::size_t>(lowest.count())) {
    return fail(ErrorKind::invalid, quoted(value) + " is no duration like 30s, 5m or 2h, from " + std::to_string(lowest.count()) + "s to " +
                                        std::to_string(highest.count()) + "s");
  }
  return std::chrono::seconds(*number * factor);
}

Result<std::string> read_path(std::string_view value) {
  if (!value.starts_with('/')) {
    return fail(ErrorKind::invalid, quoted(value) + " is no absolute path");
  }
  return std::string(value);
}

Result<std::string> read_listen_address(std::string_view value) {
  constexpr std::string_view kUnix = "unix:";
  constexpr std::size_t kMaxSocketPath = 107;
  if (value.starts_with(kUnix)) {
    EKIBEN_CHECK(read_path(value.substr(kUnix.size())));
    if (value.size() - kUnix.size() > kMaxSocketPath) {
      return fail(ErrorKind::invalid, quoted(value) + ": the path of a socket may have at most 107 bytes");
    }
    return std::string(value);
  }
  const auto endpoint = text::parse_endpoint(value, 0);
  if (!endpoint) {
    return fail(ErrorKind::invalid, quoted(value) + " is neither ADDRESS:PORT, like 127.0.0.1:8080 or [::1]:8080, nor unix:/PATH");
  }
  return endpoint->text();
}

} // namespace ekiben::config
