#include "pure/http/headers.h"

#include "pure/text/ascii.h"

#include <algorithm>

namespace ekiben::http {

void Headers::add(std::string_view name, std::string value) { fields_.emplace_back(text::lower(name), std::move(value)); }

void Headers::set(std::string_view name, std::string value) {
  remove(name);
  add(name, std::move(value));
}

void Headers::remove(std::string_view name) {
  std::erase_if(fields_, [&](const Field& field) { return text::iequals(field.first, name); });
}

std::optional<std::string_view> Headers::find(std::string_view name) const {
  for (const auto& [key, value] : fields_) {
    if (key == name) {
      return value;
    }
  }
  return std::nullopt;
}

std::optional<std::string> Headers::joined(std::string_view name) const {
  std::optional<std::string> all;
  for (const auto& [key, value] : fields_) {
    if (key != name) {
      continue;
    }
    if (all) {
      all->append(", ").append(value);
    } else {
      all = value;
    }
  }
  return all;
}

std::size_t Headers::count(std::string_view name) const {
  return static_cast<std::size_t>(std::ranges::count_if(fields_, [&](const Field& field) { return field.first == name; }));
}

} // namespace ekiben::http
