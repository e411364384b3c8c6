// The one table of configuration keys.
#pragma once

#include "system/config/configuration.h"

#include <span>
#include <string_view>

namespace ekiben::config {

/// Where a key may come from. What opens a door is said anew at every start, by a flag.
enum class Reach { anywhere, flags_only };
/// Given once (the last source wins), or as a list: comma separated, a flag or line for each, a later source replaces an earlier one's.
enum class Shape { single, list };

struct Key {
  std::string_view name;        ///< "proxy.trusted", as in the file; flags-only keys have one for messages
  std::string_view environment; ///< "EKIBEN_PROXY_TRUSTED"; empty for flags-only keys
  std::string_view flag;        ///< "--proxy-trusted"
  std::string_view value_name;  ///< "CIDR"; empty: the flag takes no value and means "yes"
  Shape shape = Shape::single;
  Reach reach = Reach::anywhere;
  std::string_view default_text; ///< as it would stand in the file; empty for an empty list
  std::string_view help;         ///< one line, for --help and docs/configuration.md
  /// Reads one value (one item of a list). Errors: invalid, a sentence that goes on after "NAME: ".
  Result<void> (*read)(Configuration& configuration, std::string_view value);
  /// Forgets what an earlier source said; null for single values.
  void (*clear)(Configuration& configuration);
};

/// In the order of docs/configuration.md.
std::span<const Key> keys();

} // namespace ekiben::config
