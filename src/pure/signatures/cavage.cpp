// Reading draft-cavage-http-signatures-12, what every server of the fediverse sends or falls back to (federation items 39-50).
#include "pure/http/date.h"
#include "pure/signatures/cavage_header.h"
#include "pure/signatures/cavage_text.h"
#include "pure/signatures/digest.h"
#include "pure/signatures/schemes.h"
#include "pure/signatures/window.h"
#include "pure/text/ascii.h"

#include <algorithm>

namespace ekiben::signatures {
namespace {

auto insufficient(std::string what) { return fail(ErrorKind::unauthorized, std::move(what)); }

Result<std::string> load_header(const http::Request& request) {
  switch (request.headers.count("signature")) {
  case 0:
    break;
  case 1:
    return std::string(*request.headers.find("signature"));
  default:
    return fail(ErrorKind::invalid, "more than one Signature header");
  }
  const auto authorization = request.headers.find("authorization");
  if (authorization && text::istarts_with(*authorization, "Signature ")) {
    return std::string(*authorization);
  }
  return insufficient("the request is not signed");
}

class Coverage {
public:
  explicit Coverage(const std::vector<std::string>& names) : names_(names) {}
  bool has(std::string_view name) const { return std::ranges::find(names_, name) != names_.end(); }

private:
  const std::vector<std::string>& names_;
};

// What Mastodon demands (item 40), and for a GET also its target: else a signature for one page would open another.
Result<void> check_coverage(const http::Request& request, const CavageHeader& header) {
  const Coverage covered(header.covered);
  if (!covered.has("date") && !covered.has("(created)")) {
    return insufficient("the signature covers no time");
  }
  if (request.method == http::Method::get || request.method == http::Method::head) {
    if (!covered.has("host") || !covered.has("(request-target)")) {
      return insufficient("the signature of a GET must cover host and (request-target)");
    }
  } else if (!covered.has("digest")) {
    return insufficient("the signature must cover the digest of the body");
  }
  return {};
}

Result<void> check_algorithm(const CavageHeader& header) {
  const auto& name = header.algorithm;
  if (!name.empty() && name != "rsa-sha256" && name != "hs2019" && name != "rsa-sha512" && name != "ed25519") {
    return insufficient("an algorithm that is not taken here");
  }
  // Section 2.3: (created) and (expires) belong to hs2019 alone.
  const Coverage covered(header.covered);
  if (name.starts_with("rsa") && (covered.has("(created)") || covered.has("(expires)"))) {
    return insufficient("(created) and (expires) need hs2019");
  }
  return {};
}

Result<Time> check_times(const http::Request& request, const CavageHeader& header, Time now) {
  const Coverage covered(header.covered);
  std::optional<Time> created;
  if (covered.has("(created)")) {
    if (!header.created) {
      return insufficient("(created) is covered and missing");
    }
    created = header.created;
    EKIBEN_CHECK(check_window(*created, header.expires, now));
  }
  if (covered.has("date")) {
    const auto date = request.headers.count("date") == 1 ? http::parse_http_date(*request.headers.find("date"), now) : std::nullopt;
    if (!date) {
      return insufficient("Date is missing or none");
    }
    EKIBEN_CHECK(check_window(*date, header.expires, now));
    created = created ? created : date;
  }
  return *created; // check_coverage saw that one of both is covered
}

} // namespace

Result<Claim> read_cavage_claim(const http::Request& request, const Origin& origin, Time now) {
  EKIBEN_TRY(const auto text, load_header(request));
  EKIBEN_TRY(auto header, parse_cavage_header(text));
  EKIBEN_CHECK(check_key_id(header.key_id));
  EKIBEN_CHECK(check_algorithm(header));
  EKIBEN_CHECK(check_coverage(request, header));
  const Coverage covered(header.covered);
  Claim claim;
  EKIBEN_TRY(claim.created, check_times(request, header, now));
  if (covered.has("host")) {
    EKIBEN_CHECK(check_host(request, origin));
  }
  if (covered.has("digest")) {
    EKIBEN_CHECK(check_digest(request.headers, request.body));
  }
  EKIBEN_TRY(auto whole, cavage_text(request, header, request.target));
  claim.signed_texts.push_back(std::move(whole));
  if (covered.has("(request-target)") && request.target.find('?') != std::string::npos) {
    EKIBEN_TRY(auto without_query, cavage_text(request, header, request.path()));
    claim.signed_texts.push_back(std::move(without_query));
  }
  claim.scheme = Scheme::cavage;
  claim.key_id = std::move(header.key_id);
  claim.signature = std::move(header.signature);
  claim.algorithm = std::move(header.algorithm);
  return claim;
}

} // namespace ekiben::signatures
