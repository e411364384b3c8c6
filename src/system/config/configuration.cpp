#include "system/config/configuration.h"

#include "pure/text/ascii.h"
#include "pure/text/edit_distance.h"
#include "system/config/keys.h"

#include <algorithm>
#include <map>
#include <unistd.h>

namespace ekiben::config {
namespace {

constexpr std::string_view kPrefix = "EKIBEN_";
/// Read by the commands that ask for a password; a secret is no setting.
constexpr std::string_view kPasswordVariable = "EKIBEN_PASSWORD";
constexpr std::size_t kMaxListItems = 64;

tl::unexpected<Error> misconfigured(std::string_view where, std::string_view why) {
  return fail(ErrorKind::misconfigured, std::string(where) + ": " + std::string(why));
}

const Key* find_key(std::string_view word, std::string_view Key::* column) {
  const auto all = keys();
  const auto found = std::ranges::find_if(all, [&](const Key& key) { return !word.empty() && key.*column == word; });
  return found == all.end() ? nullptr : &*found;
}

tl::unexpected<Error> unknown(std::string_view where, std::string_view word, std::string_view Key::* column) {
  // A longer word is no slip of the pen (and comparing words costs the product of their lengths).
  constexpr std::size_t kMaxWordBytes = 64;
  if (word.size() > kMaxWordBytes) {
    return misconfigured(where, "\"" + std::string(word.substr(0, kMaxWordBytes)) + "...\" is no configuration key");
  }
  std::vector<std::string> known;
  for (const Key& key : keys()) {
    if (!(key.*column).empty() && (column != &Key::name || key.reach == Reach::anywhere)) {
      known.emplace_back(key.*column);
    }
  }
  const std::string nearest = text::find_nearest(word, known);
  return misconfigured(where, "\"" + std::string(word) + "\" is no configuration key" +
                                  (nearest.empty() ? "" : "; did you mean \"" + nearest + "\"?"));
}

Result<void> read_value(const Key& key, std::string_view where, std::string_view value, Configuration& configuration) {
  const auto read_one = [&](std::string_view item) -> Result<void> {
    if (item.empty()) {
      return misconfigured(where, std::string(key.name) + " has no value");
    }
    if (auto done = key.read(configuration, item); !done) {
      return misconfigured(where, std::string(key.name) + ": " + done.error().message);
    }
    return {};
  };
  if (key.shape == Shape::single) {
    return read_one(text::trim(value));
  }
  const auto items = text::split(value, ',', kMaxListItems + 1);
  if (items.size() > kMaxListItems) {
    return misconfigured(where, std::string(key.name) + " has more than 64 values");
  }
  for (const std::string_view item : items) {
    EKIBEN_CHECK(read_one(text::trim(item)));
  }
  return {};
}

void read_defaults(Configuration& configuration) {
  for (const Key& key : keys()) {
    if (!key.default_text.empty()) {
      // A default that cannot be read is a slip in the table; its test says so.
      (void)read_value(key, "default", key.default_text, configuration);
    }
  }
}

/// Within one source a list grows; between sources the later one replaces.
class Source {
public:
  explicit Source(Configuration& configuration) : configuration_(configuration) {}

  Result<void> read(const Key& key, const std::string& where, std::string_view value) {
    const auto [before, is_first] = seen_.try_emplace(key.name, where);
    if (!is_first && key.shape == Shape::single) {
      return misconfigured(where, std::string(key.name) + " was already given (" + before->second + ")");
    }
    if (is_first && key.clear != nullptr) {
      key.clear(configuration_);
    }
    return read_value(key, where, value, configuration_);
  }

private:
  Configuration& configuration_;
  std::map<std::string_view, std::string> seen_; ///< key → where
};

/// A "#" begins a comment at the start of a line and behind a space.
std::string_view without_comment(std::string_view line) {
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '#' && (i == 0 || line[i - 1] == ' ' || line[i - 1] == '\t')) {
      return line.substr(0, i);
    }
  }
  return line;
}

Result<void> read_line(std::string_view line, const std::string& where, Source& source) {
  line = text::trim(without_comment(line));
  if (line.empty()) {
    return {};
  }
  if (std::ranges::any_of(line, [](char c) { return text::is_control(c) && c != '\t'; })) {
    return misconfigured(where, "control characters");
  }
  const auto [left, value, has_value] = text::cut(line, '=');
  const std::string_view name = text::trim(left);
  const Key* key = find_key(name, &Key::name);
  if (key == nullptr) {
    return has_value ? Result<void>(unknown(where, name, &Key::name)) : misconfigured(where, "a line is \"key = value\" or a # comment");
  }
  if (!has_value) {
    return misconfigured(where, std::string(name) + " has no value; a line is \"key = value\"");
  }
  if (key->reach == Reach::flags_only) {
    return misconfigured(where, std::string(name) + " is given by the flag " + std::string(key->flag) + " only, never in a file");
  }
  return source.read(*key, where, value);
}

Result<void> read_file_text(const std::string& file_name, std::string_view file_text, Configuration& configuration) {
  if (file_text.size() > kMaxFileBytes) {
    return misconfigured(file_name, "longer than 64 KiB");
  }
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (file_text.starts_with(kByteOrderMark)) {
    file_text.remove_prefix(kByteOrderMark.size());
  }
  Source source(configuration);
  for (std::size_t number = 1; !file_text.empty(); ++number) {
    const auto [line, rest, found] = text::cut(file_text, '\n');
    EKIBEN_CHECK(read_line(line, file_name + " line " + std::to_string(number), source));
    file_text = rest;
  }
  return {};
}

Result<void> read_environment(const Environment& environment, Configuration& configuration) {
  Source source(configuration);
  for (const auto& [name, value] : environment) {
    if (!name.starts_with(kPrefix) || name == kPasswordVariable) {
      continue;
    }
    const Key* key = find_key(name, &Key::environment);
    if (key == nullptr) {
      return unknown("environment", name, &Key::environment);
    }
    EKIBEN_CHECK(source.read(*key, "environment variable " + name, value));
  }
  return {};
}

Result<void> read_flags(const std::vector<TypedFlag>& flags, Configuration& configuration) {
  Source source(configuration);
  for (const auto& [name, value] : flags) {
    const Key* key = find_key(name, &Key::flag);
    if (key == nullptr) {
      return unknown("command line", name, &Key::flag);
    }
    const bool bare = key->value_name.empty() && value.empty();
    EKIBEN_CHECK(source.read(*key, "flag " + name, bare ? "yes" : std::string_view(value)));
  }
  return {};
}

Result<void> check_whole(const Configuration& configuration) {
  if (!configuration.development && (!configuration.allow.empty() || !configuration.host_map.empty())) {
    return fail(ErrorKind::misconfigured, "--allow and --map work with --development only: they open private addresses to strangers' URLs");
  }
  return {};
}

} // namespace

std::string Configuration::dns_servers_text() const {
  std::string out;
  for (const text::Endpoint& server : dns_servers) {
    out += (out.empty() ? "" : ",") + server.text();
  }
  return out;
}

Environment process_environment() {
  Environment environment;
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
    const auto [name, value, found] = text::cut(*entry, '=');
    if (found && name.starts_with(kPrefix)) {
      environment.emplace(name, value);
    }
  }
  return environment;
}

Result<Configuration> read_configuration(const Sources& sources) {
  Configuration configuration;
  read_defaults(configuration);
  EKIBEN_CHECK(read_file_text(sources.file_name, sources.file_text, configuration));
  EKIBEN_CHECK(read_environment(sources.environment, configuration));
  EKIBEN_CHECK(read_flags(sources.flags, configuration));
  EKIBEN_CHECK(check_whole(configuration));
  return configuration;
}

} // namespace ekiben::config
