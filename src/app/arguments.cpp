#include "app/arguments.h"

#include "pure/text/edit_distance.h"

#include <algorithm>

namespace ekiben::app {
std::string closest(std::string_view typed, const std::vector<std::string_view>& names) {
  return text::find_nearest(typed.substr(0, 64), {names.begin(), names.end()});
}

std::optional<std::string> Arguments::value(std::string_view flag) const {
  const auto found = values_.find(flag);
  return found == values_.end() || found->second.empty() ? std::nullopt : std::optional(found->second.back());
}

std::vector<std::string> Arguments::values(std::string_view flag) const {
  const auto found = values_.find(flag);
  return found == values_.end() ? std::vector<std::string>() : found->second;
}

Result<Arguments> parse_arguments(std::string_view command, const std::vector<Flag>& flags, const std::vector<std::string_view>& typed) {
  Arguments out;
  for (std::size_t i = 0; i < typed.size(); ++i) {
    const std::string_view word = typed[i];
    if (word == "--help" || word == "-h") {
      out.add("--help", "");
      continue;
    }
    if (!word.starts_with("-")) {
      return fail(ErrorKind::invalid, std::string(command) + " takes no word without a flag, but got \"" + std::string(word) + "\"");
    }
    const std::size_t equals = word.find('=');
    const std::string_view name = word.substr(0, equals);
    const auto flag = std::find_if(flags.begin(), flags.end(), [&](const Flag& f) { return f.name == name; });
    if (flag == flags.end()) {
      std::vector<std::string_view> names;
      for (const Flag& f : flags) {
        names.push_back(f.name);
      }
      const std::string meant = closest(name, names);
      return fail(ErrorKind::invalid, std::string(name) + " is not a flag of \"" + std::string(command) + "\"" +
                                          (meant.empty() ? "" : "; did you mean " + meant + "?"));
    }
    if (flag->takes == Takes::nothing) {
      if (equals != std::string_view::npos) {
        return fail(ErrorKind::invalid, std::string(name) + " takes no value");
      }
      out.add(name, "");
      continue;
    }
    if (flag->takes == Takes::value && out.has(name)) {
      return fail(ErrorKind::invalid, std::string(name) + " is given twice");
    }
    if (equals != std::string_view::npos) {
      out.add(name, std::string(word.substr(equals + 1)));
    } else if (i + 1 < typed.size() && !typed[i + 1].starts_with("--")) {
      out.add(name, std::string(typed[++i]));
    } else {
      return fail(ErrorKind::invalid, std::string(name) + " needs a value: " + std::string(name) + " " + std::string(flag->value_name));
    }
  }
  return out;
}

} // namespace ekiben::app
