// Asking a JSON value without ever throwing: a wrong type is the same as absent.
#pragma once

#include "pure/json/json_fwd.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ekiben::json {

// Views and pointers live as long as the value they came from and it is not changed.

/// The member, or null when `value` is no object, has no such key, or holds null there.
const Value* find(const Value& value, std::string_view key);
/// The member when it is an object.
const Value* find_object(const Value& value, std::string_view key);
std::optional<std::string_view> find_string(const Value& value, std::string_view key);
std::optional<bool> find_bool(const Value& value, std::string_view key);
/// An integer, or a number without fraction, that fits.
std::optional<std::int64_t> find_integer(const Value& value, std::string_view key);

/// A string itself; an object's "id"; an array of exactly one of these (item 21). Empty strings count as absent.
std::optional<std::string_view> id_of(const Value& value);
/// id_of the member.
std::optional<std::string_view> find_id(const Value& value, std::string_view key);

/// The member as a list: an array's elements without nulls, a single value as a list of one; at most `max` of them, the rest is left out
/// (B37).
std::vector<const Value*> list_values(const Value& value, std::string_view key, std::size_t max);
/// The ids of the member as a list (to, cc, items); what has no id is left out.
std::vector<std::string_view> list_ids(const Value& value, std::string_view key, std::size_t max);
/// The strings of the member as a list (type, @context, alsoKnownAs); what is no string is left out.
std::vector<std::string_view> list_strings(const Value& value, std::string_view key, std::size_t max);
/// True when the member is that string or a list that holds it.
bool has_string(const Value& value, std::string_view key, std::string_view text);

} // namespace ekiben::json
