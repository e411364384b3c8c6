// Foreign bytes to a JSON value: the one parser, the same tree for check and use (federation B14, B15).
#pragma once

#include "base/result.h"
#include "pure/json/json_fwd.h"

#include <cstddef>
#include <string_view>

namespace ekiben::json {

/// What a document may cost. A value takes up to about 150 bytes of memory.
struct Limits {
  std::size_t max_bytes = 1024 * 1024; ///< the inbox's and every fetch's cap (items 34, 60)
  std::size_t max_depth = 64;          ///< arrays and objects inside each other (B44)
  std::size_t max_elements = 20'000;   ///< in one array
  std::size_t max_keys = 1'000;        ///< in one object
  std::size_t max_values = 50'000;     ///< in all (B37)
};

/// RFC 8259, strictly: UTF-8, no comments, nothing after the value; a number too big for a double is refused. A key that comes twice counts
/// with its last value, as in every peer's parser (B15). Never recurses. Errors: invalid; too_large (only for max_bytes).
Result<Value> parse(std::string_view bytes, const Limits& limits = {});

} // namespace ekiben::json
