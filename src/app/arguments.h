// The command line as data: which commands there are, which flags each takes, and reading what was typed.
#pragma once

#include "base/result.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ekiben::app {

enum class Takes { value, nothing, many_values };

struct Flag {
  std::string_view name;       ///< "--base-url"
  std::string_view value_name; ///< "URL"; empty when it takes nothing
  Takes takes = Takes::value;
  std::string_view help;
};

/// What was typed after the command's name.
class Arguments {
public:
  bool has(std::string_view flag) const { return values_.contains(flag); }
  /// The last value given, or nothing.
  std::optional<std::string> value(std::string_view flag) const;
  std::vector<std::string> values(std::string_view flag) const;
  void add(std::string_view flag, std::string value) { values_[std::string(flag)].push_back(std::move(value)); }

private:
  std::map<std::string, std::vector<std::string>, std::less<>> values_;
};

/// Errors: invalid, with one sentence that says what was meant, perhaps ("--hanlde is not a flag of setup; did you mean --handle?").
/// "--help" is always accepted. Values come as "--flag value" or "--flag=value".
Result<Arguments> parse_arguments(std::string_view command, const std::vector<Flag>& flags, const std::vector<std::string_view>& typed);

/// The one of `names` that `typed` was probably meant to be (a few slips), or empty.
std::string closest(std::string_view typed, const std::vector<std::string_view>& names);

} // namespace ekiben::app
