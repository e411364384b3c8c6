#include "pure/signatures/signature_base.h"

#include "pure/http/grammar.h"
#include "pure/text/ascii.h"

#include <algorithm>

namespace ekiben::signatures {
namespace {

using structured::InnerList;

auto insufficient(std::string what) { return fail(ErrorKind::unauthorized, std::move(what)); }

// Section 2.2, from the configured origin and the raw target (B10, item 54).
Result<std::string> component_value(const http::Request& request, const Origin& origin, const std::string& name) {
  if (!name.starts_with('@')) {
    auto value = http::is_token(name) ? request.headers.joined(name) : std::nullopt;
    if (!value || value->find_first_of("\r\n") != std::string::npos) {
      return insufficient("a covered header is missing");
    }
    return *std::move(value);
  }
  if (name == "@method") {
    return request.method_text;
  }
  if (name == "@target-uri") {
    return origin.scheme + "://" + origin.authority + request.target;
  }
  if (name == "@authority") {
    return origin.authority;
  }
  if (name == "@scheme") {
    return origin.scheme;
  }
  if (name == "@request-target") {
    return request.target;
  }
  if (name == "@path") {
    return std::string(request.path());
  }
  if (name == "@query") {
    return "?" + std::string(request.query());
  }
  return insufficient("a derived component that is not taken here");
}

} // namespace

Result<std::vector<std::string>> list_components(const InnerList& input) {
  std::vector<std::string> out;
  for (const auto& item : input.items) {
    const auto* name = std::get_if<std::string>(&item.value);
    if (name == nullptr || name->empty() || *name != text::lower(*name)) {
      return fail(ErrorKind::invalid, "a covered component that is no name");
    }
    if (!item.parameters.empty()) {
      return insufficient("a covered component with parameters is not taken here");
    }
    if (std::ranges::find(out, *name) != out.end()) {
      return fail(ErrorKind::invalid, "a component covered twice");
    }
    out.push_back(*name);
  }
  return out;
}

Result<std::string> signature_base(const http::Request& request, const Origin& origin, const InnerList& input) {
  EKIBEN_TRY(const auto components, list_components(input));
  std::string out;
  for (const auto& name : components) {
    EKIBEN_TRY(const auto value, component_value(request, origin, name));
    out.append("\"").append(name).append("\": ").append(value).append("\n");
  }
  return out.append("\"@signature-params\": ").append(structured::format_inner_list(input));
}

} // namespace ekiben::signatures
