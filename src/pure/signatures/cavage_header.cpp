#include "pure/signatures/cavage_header.h"

#include "pure/signatures/window.h"
#include "pure/text/ascii.h"
#include "pure/text/base64.h"

#include <algorithm>

namespace ekiben::signatures {
namespace {

constexpr std::size_t kMaxHeaderBytes = 8192; // an 8192-bit signature takes 1,368, a key id at most 4,096
constexpr std::size_t kMaxParameters = 20;
constexpr std::size_t kMaxCovered = 50;

struct Parameter {
  std::string name;
  std::string value;
};

auto malformed(const char* what) { return fail(ErrorKind::invalid, std::string("malformed Signature header: ") + what); }
auto insufficient(const char* what) { return fail(ErrorKind::unauthorized, std::string("the signature ") + what); }

void skip_space(std::string_view& rest) { rest.remove_prefix(std::min(rest.find_first_not_of(" \t"), rest.size())); }

Result<std::string> take_quoted(std::string_view& rest) {
  std::string out;
  rest.remove_prefix(1);
  while (!rest.empty()) {
    char c = rest.front();
    rest.remove_prefix(1);
    if (c == '"') {
      return out;
    }
    if (c == '\\') {
      if (rest.empty()) {
        break;
      }
      c = rest.front();
      rest.remove_prefix(1);
    }
    if (text::is_control(c)) {
      return malformed("a control character");
    }
    out += c;
  }
  return malformed("a quoted string without end");
}

Result<Parameter> take_parameter(std::string_view& rest) {
  std::size_t length = 0;
  while (length < rest.size() && (text::is_alphanumeric(rest[length]) || rest[length] == '-' || rest[length] == '_')) {
    ++length;
  }
  Parameter out{std::string(rest.substr(0, length)), {}};
  rest.remove_prefix(length);
  if (length == 0 || rest.empty() || rest.front() != '=') {
    return malformed("no parameter where one belongs");
  }
  rest.remove_prefix(1);
  if (!rest.empty() && rest.front() == '"') {
    EKIBEN_TRY(out.value, take_quoted(rest));
    return out;
  }
  const auto end = std::min(rest.find_first_of(" \t,"), rest.size());
  out.value = rest.substr(0, end);
  rest.remove_prefix(end);
  if (out.value.empty() || std::ranges::any_of(out.value, [](char c) { return text::is_control(c) || c == '"'; })) {
    return malformed("a parameter without a value");
  }
  return out;
}

Result<std::vector<Parameter>> parse_parameters(std::string_view rest) {
  std::vector<Parameter> out;
  skip_space(rest);
  while (!rest.empty()) {
    EKIBEN_TRY(auto parameter, take_parameter(rest));
    if (std::ranges::any_of(out, [&](const Parameter& other) { return text::iequals(other.name, parameter.name); })) {
      return malformed("a parameter twice");
    }
    if (out.size() == kMaxParameters) {
      return malformed("too many parameters");
    }
    out.push_back(std::move(parameter));
    skip_space(rest);
    if (rest.empty()) {
      break;
    }
    if (rest.front() != ',') {
      return malformed("no comma between parameters");
    }
    rest.remove_prefix(1);
    skip_space(rest);
    if (rest.empty()) {
      return malformed("a comma at the end");
    }
  }
  return out;
}

// Digits, as section 2.1.4 wants them; a fraction ("expires" may have one) is refused, nobody sends it.
std::optional<Time> parse_seconds(std::string_view digits) {
  if (digits.empty() || digits.size() > 12 || !std::ranges::all_of(digits, text::is_digit)) {
    return std::nullopt;
  }
  std::int64_t seconds = 0;
  for (const char c : digits) {
    seconds = seconds * 10 + (c - '0');
  }
  return time_of_seconds(seconds);
}

Result<std::vector<std::string>> parse_covered(std::string_view names) {
  std::vector<std::string> out;
  for (const auto name : text::split(names, ' ', kMaxCovered + 1)) {
    if (name.empty()) {
      continue;
    }
    auto lowered = text::lower(name);
    if (std::ranges::find(out, lowered) != out.end()) {
      return insufficient("covers a header twice");
    }
    out.push_back(std::move(lowered));
  }
  if (out.empty()) {
    return insufficient("covers nothing");
  }
  if (out.size() > kMaxCovered) {
    return malformed("too many covered headers");
  }
  return out;
}

} // namespace

Result<CavageHeader> parse_cavage_header(std::string_view header) {
  if (header.size() > kMaxHeaderBytes) {
    return malformed("too long");
  }
  if (text::istarts_with(header, "Signature ")) {
    header.remove_prefix(10);
  }
  EKIBEN_TRY(const auto parameters, parse_parameters(header));
  CavageHeader out;
  std::optional<std::string_view> covered;
  bool has_signature = false;
  for (const auto& [name, value] : parameters) {
    if (name == "keyId") {
      out.key_id = value;
    } else if (name == "algorithm") {
      out.algorithm = text::lower(value);
    } else if (name == "headers") {
      covered = value;
    } else if (name == "signature") {
      auto decoded = text::base64_decode(value);
      if (!decoded) {
        return malformed("the signature is no base64");
      }
      has_signature = !decoded->empty();
      out.signature = *std::move(decoded);
    } else if (name == "created" || name == "expires") {
      const auto time = parse_seconds(value);
      if (!time) {
        return malformed("a time that is none");
      }
      (name == "created" ? out.created : out.expires) = time;
      (name == "created" ? out.created_text : out.expires_text) = value;
    }
  }
  if (out.key_id.empty() || !has_signature) {
    return insufficient("has no keyId or no signature");
  }
  EKIBEN_TRY(out.covered, parse_covered(covered.value_or(out.algorithm == "hs2019" ? "(created)" : "date")));
  return out;
}

} // namespace ekiben::signatures
