#include "pure/http/method.h"

#include <array>
#include <utility>

namespace ekiben::http {

namespace {

constexpr std::array<std::pair<std::string_view, Method>, 7> kMethods{{{"GET", Method::get},
                                                                       {"HEAD", Method::head},
                                                                       {"POST", Method::post},
                                                                       {"PUT", Method::put},
                                                                       {"PATCH", Method::patch},
                                                                       {"DELETE", Method::delete_},
                                                                       {"OPTIONS", Method::options}}};

} // namespace

Method parse_method(std::string_view text) {
  for (const auto& [name, method] : kMethods) {
    if (name == text) {
      return method;
    }
  }
  return Method::other;
}

std::string_view format_method(Method method) {
  for (const auto& [name, known] : kMethods) {
    if (known == method) {
      return name;
    }
  }
  return "";
}

} // namespace ekiben::http
