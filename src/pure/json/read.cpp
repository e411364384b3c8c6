#include "pure/json/read.h"

#include "pure/json/json.h"

#include <cmath>
#include <limits>

namespace ekiben::json {
namespace {

std::optional<std::string_view> text_of(const Value& value) {
  const auto* text = value.get_ptr<const std::string*>();
  return text != nullptr ? std::optional<std::string_view>(*text) : std::nullopt;
}

} // namespace

const Value* find(const Value& value, std::string_view key) {
  if (!value.is_object()) {
    return nullptr;
  }
  const auto found = value.find(key);
  return found == value.end() || found->is_null() ? nullptr : &*found;
}

const Value* find_object(const Value& value, std::string_view key) {
  const Value* member = find(value, key);
  return member != nullptr && member->is_object() ? member : nullptr;
}

std::optional<std::string_view> find_string(const Value& value, std::string_view key) {
  const Value* member = find(value, key);
  return member != nullptr ? text_of(*member) : std::nullopt;
}

std::optional<bool> find_bool(const Value& value, std::string_view key) {
  const Value* member = find(value, key);
  const bool* flag = member != nullptr ? member->get_ptr<const bool*>() : nullptr;
  return flag != nullptr ? std::optional<bool>(*flag) : std::nullopt;
}

std::optional<std::int64_t> find_integer(const Value& value, std::string_view key) {
  const Value* member = find(value, key);
  if (member == nullptr) {
    return std::nullopt;
  }
  if (member->is_number_unsigned()) {
    const auto number = *member->get_ptr<const Value::number_unsigned_t*>();
    return number <= static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())
               ? std::optional<std::int64_t>(static_cast<std::int64_t>(number))
               : std::nullopt;
  }
  if (member->is_number_integer()) {
    return *member->get_ptr<const Value::number_integer_t*>();
  }
  if (member->is_number_float()) {
    const double number = *member->get_ptr<const double*>();
    // 2^53: beyond it a double no longer says which integer was meant.
    if (std::floor(number) == number && std::abs(number) <= 9007199254740992.0) {
      return static_cast<std::int64_t>(number);
    }
  }
  return std::nullopt;
}

std::optional<std::string_view> id_of(const Value& value) {
  const Value* one = value.is_array() && value.size() == 1 ? &value.front() : &value;
  const auto text = one->is_object() ? find_string(*one, "id") : text_of(*one);
  return text && !text->empty() ? text : std::nullopt;
}

std::optional<std::string_view> find_id(const Value& value, std::string_view key) {
  const Value* member = find(value, key);
  return member != nullptr ? id_of(*member) : std::nullopt;
}

std::vector<const Value*> list_values(const Value& value, std::string_view key, std::size_t max) {
  std::vector<const Value*> out;
  const Value* member = find(value, key);
  if (member == nullptr) {
    return out;
  }
  if (!member->is_array()) {
    if (max > 0) {
      out.push_back(member);
    }
    return out;
  }
  for (const auto& element : *member) {
    if (out.size() == max) {
      break;
    }
    if (!element.is_null()) {
      out.push_back(&element);
    }
  }
  return out;
}

std::vector<std::string_view> list_ids(const Value& value, std::string_view key, std::size_t max) {
  std::vector<std::string_view> out;
  for (const Value* element : list_values(value, key, max)) {
    if (const auto id = id_of(*element)) {
      out.push_back(*id);
    }
  }
  return out;
}

std::vector<std::string_view> list_strings(const Value& value, std::string_view key, std::size_t max) {
  std::vector<std::string_view> out;
  for (const Value* element : list_values(value, key, max)) {
    if (const auto text = text_of(*element)) {
      out.push_back(*text);
    }
  }
  return out;
}

bool has_string(const Value& value, std::string_view key, std::string_view text) {
  const Value* member = find(value, key);
  if (member == nullptr) {
    return false;
  }
  if (!member->is_array()) {
    return text_of(*member) == text;
  }
  for (const auto& element : *member) {
    if (text_of(element) == text) {
      return true;
    }
  }
  return false;
}

} // namespace ekiben::json
