// Structured fields (RFC 8941, RFC 9651): the part that HTTP message signatures and digests are written in.
//
// A subset: dictionaries of items and inner lists with parameters; integers, strings, tokens, byte sequences, booleans. Decimals, dates and
// display strings are refused, and so is a key that comes twice (the RFC lets the last one win; two readers need not agree which that is).
#pragma once

#include "base/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace ekiben::signatures::structured {

struct Token {
  std::string text;
  bool operator==(const Token&) const = default;
};
struct Bytes {
  std::string bytes;
  bool operator==(const Bytes&) const = default;
};
/// A string is a std::string.
using BareItem = std::variant<bool, std::int64_t, std::string, Token, Bytes>;

struct Parameter {
  std::string key;
  BareItem value;
};
using Parameters = std::vector<Parameter>;

struct Item {
  BareItem value;
  Parameters parameters;
};

struct InnerList {
  std::vector<Item> items;
  Parameters parameters;
};

struct Member {
  std::string key;
  std::variant<Item, InnerList> value;

  const InnerList* inner_list() const { return std::get_if<InnerList>(&value); }
  /// The bytes when it is a byte sequence.
  const std::string* bytes() const;
};
using Dictionary = std::vector<Member>;

/// Caps of one field: what the longest honest signature needs, ten times.
inline constexpr std::size_t kMaxFieldBytes = 8192;
inline constexpr std::size_t kMaxMembers = 16;
inline constexpr std::size_t kMaxItems = 64;
inline constexpr std::size_t kMaxParameters = 16;

/// RFC 9651 section 4.2.2, over all field lines joined by ", ". Errors: invalid.
Result<Dictionary> parse_dictionary(std::string_view field);

/// RFC 9651 section 4.1.1.1: "(items);parameters" as it stands in a signature base.
std::string format_inner_list(const InnerList& list);
/// RFC 9651 section 4.1.3.
std::string format_item(const Item& item);

/// The parameter's value when it is there and of that type.
template <typename T> const T* find_parameter(const Parameters& parameters, std::string_view key) {
  for (const auto& parameter : parameters) {
    if (parameter.key == key) {
      return std::get_if<T>(&parameter.value);
    }
  }
  return nullptr;
}
bool has_parameter(const Parameters& parameters, std::string_view key);

} // namespace ekiben::signatures::structured
