#include "pure/signatures/sign.h"

#include "pure/http/date.h"
#include "pure/http/method.h"
#include "pure/signatures/digest.h"
#include "pure/text/ascii.h"
#include "pure/text/base64.h"

#include <vector>

namespace ekiben::signatures {
namespace {

// What would end the quoted string or the line it stands in.
bool is_safe(std::string_view value) {
  for (const char c : value) {
    if (text::is_control(c) || c == '"' || c == '\\' || c == ' ') {
      return false;
    }
  }
  return !value.empty();
}

} // namespace

Result<void> sign_cavage(http::Method method, std::string_view target, std::string_view authority, std::string_view body,
                         std::string_view key_id, const crypto::PrivateKey& key, Time now, http::Headers& headers) {
  if (!is_safe(target) || !is_safe(authority) || !is_safe(key_id)) {
    return fail(ErrorKind::invalid, "a request that cannot be signed: its target, host or key id is none");
  }
  headers.set("host", std::string(authority));
  headers.set("date", http::format_http_date(now));
  std::vector<std::string> covered{"(request-target)", "host", "date"};
  if (method == http::Method::post) {
    headers.set("digest", format_digest(body));
    covered.emplace_back("digest");
    if (headers.find("content-type")) {
      covered.emplace_back("content-type");
    }
  }
  std::string signed_text;
  std::string names;
  for (const auto& name : covered) {
    signed_text.append(signed_text.empty() ? "" : "\n").append(name).append(": ");
    if (name == "(request-target)") {
      signed_text.append(text::lower(http::format_method(method))).append(" ").append(target);
    } else {
      signed_text.append(*headers.joined(name));
    }
    names.append(names.empty() ? "" : " ").append(name);
  }
  EKIBEN_TRY(const auto signature, key.sign(signed_text));
  headers.set("signature", "keyId=\"" + std::string(key_id) + "\",algorithm=\"rsa-sha256\",headers=\"" + names + "\",signature=\"" +
                               text::base64_encode(signature) + "\"");
  return {};
}

} // namespace ekiben::signatures
