#include "pure/http/form.h"

#include "pure/http/grammar.h"
#include "pure/text/ascii.h"
#include "pure/text/percent.h"
#include "pure/text/utf8.h"

namespace ekiben::http {

namespace {

Result<std::string> decode(std::string_view part) {
  auto decoded = text::form_decode(part);
  if (!decoded) {
    return fail(ErrorKind::invalid, "a form field has a broken percent sign");
  }
  if (decoded->find('\0') != std::string::npos || !text::is_utf8(*decoded)) {
    return fail(ErrorKind::invalid, "a form field is not UTF-8 text");
  }
  return *std::move(decoded);
}

} // namespace

std::optional<std::string_view> Form::find(std::string_view name) const {
  for (const auto& [key, value] : fields_) {
    if (key == name) {
      return value;
    }
  }
  return std::nullopt;
}

std::vector<std::string_view> Form::list_values(std::string_view name) const {
  std::vector<std::string_view> values;
  for (const auto& [key, value] : fields_) {
    if (key == name) {
      values.emplace_back(value);
    }
  }
  return values;
}

Result<Form> parse_form(std::string_view text, const FormLimits& limits) {
  if (text.size() > limits.max_bytes) {
    return fail(ErrorKind::too_large, "the form is too large");
  }
  Form form;
  while (!text.empty()) {
    const auto [pair, rest, found] = text::cut(text, '&');
    text = rest;
    if (pair.empty()) {
      continue;
    }
    if (form.fields().size() == limits.max_fields) {
      return fail(ErrorKind::too_large, "the form has too many fields");
    }
    const auto halves = text::cut(pair, '=');
    EKIBEN_TRY(auto name, decode(halves.before));
    EKIBEN_TRY(auto value, decode(halves.after));
    form.add(std::move(name), std::move(value));
  }
  return form;
}

bool is_form_type(std::string_view content_type) {
  return text::iequals(take_list_element(content_type, ';'), "application/x-www-form-urlencoded");
}

} // namespace ekiben::http
