#include "pure/signatures/cavage_text.h"

#include "pure/text/ascii.h"

namespace ekiben::signatures {
namespace {

auto missing(std::string what) { return fail(ErrorKind::unauthorized, std::move(what)); }

} // namespace

Result<std::string> cavage_text(const http::Request& request, const CavageHeader& header, std::string_view target) {
  std::string out;
  for (const auto& name : header.covered) {
    if (!out.empty()) {
      out += '\n';
    }
    out.append(name).append(": ");
    if (name == "(request-target)") {
      out.append(text::lower(request.method_text)).append(" ").append(target);
    } else if (name == "(created)") {
      out += header.created_text;
    } else if (name == "(expires)") {
      if (!header.expires) {
        return missing("(expires) is covered and missing");
      }
      out += header.expires_text;
    } else {
      const auto value = request.headers.joined(name);
      if (!value) {
        return missing("a covered header is missing");
      }
      out += *value;
    }
  }
  return out;
}

} // namespace ekiben::signatures
