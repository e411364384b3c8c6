// The one table of configuration keys.
#pragma once

#include "system/config/configuration.h"

#include <span>
#include <string_view>

namespace ekiben::config {

/// Where a key may come from.
enum class Reach { anywhere, flags_only };
/// How often it may be given: once (the last source wins), or as a list (comma separated; each flag adds one; a later source replaces).
enum class Shape { single, list, presence };

struct Key {
  std::string_view name;        ///< "proxy.trusted", as in the file; flags-only keys have one too, for messages
  std::string_view environment; ///< "EKIBEN_PROXY_TRUSTED"; empty for flags-only keys
  std::string_view flag;        ///< "--proxy-trusted"
  std::string_view value_name;  ///< "CIDR"; empty when the flag takes none
  Shape shape = Shape::single;
  Reach reach = Reach::anywhere;
  std::string_view default_text;
  std::string_view help; ///< one line, for --help and docs/configuration.md
  /// Reads one value (one item of a list) into the configuration. Errors: invalid, a sentence without the key's name.
  Result<void> (*read)(Configuration& configuration, std::string_view value);
  /// Forgets what an earlier source said.
  void (*clear)(Configuration& configuration);
};

std::span<const Key> keys();

} // namespace ekiben::config
