#include "app/arguments.h"

#include <algorithm>
#include <numeric>

namespace ekiben::app {
namespace {

/// Levenshtein distance, two rows.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t substituted = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, substituted});
    }
  }
  return row.back();
}

} // namespace

std::string_view closest(std::string_view typed, const std::vector<std::string_view>& names) {
  std::string_view best;
  std::size_t best_distance = 3;
  for (const std::string_view name : names) {
    const std::size_t d = distance(typed.substr(0, 64), name);
    if (d < best_distance && d < name.size()) {
      best_distance = d;
      best = name;
    }
  }
  return best;
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
      const std::string_view meant = closest(name, names);
      return fail(ErrorKind::invalid, std::string(name) + " is not a flag of \"" + std::string(command) + "\"" +
                                          (meant.empty() ? "" : "; did you mean " + std::string(meant) + "?"));
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
