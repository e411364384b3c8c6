// Reading HTTP Message Signatures, https://www.rfc-editor.org/rfc/rfc9421 (federation items 51, 54, 55).
#include "pure/signatures/digest.h"
#include "pure/signatures/schemes.h"
#include "pure/signatures/signature_base.h"
#include "pure/signatures/structured_fields.h"
#include "pure/signatures/window.h"
#include "pure/text/ascii.h"

#include <algorithm>

namespace ekiben::signatures {
namespace {

using structured::find_parameter;
using structured::InnerList;

auto insufficient(std::string what) { return fail(ErrorKind::unauthorized, std::move(what)); }

// Section 4: one label in both dictionaries. Exactly one signature, as Mastodon has it: of two, which one counts?
struct Labelled {
  InnerList input;
  std::string signature;
};

Result<Labelled> load_signature(const http::Request& request) {
  const auto signature_field = request.headers.joined("signature");
  if (!signature_field) {
    return insufficient("Signature-Input without Signature");
  }
  EKIBEN_TRY(auto inputs, structured::parse_dictionary(request.headers.joined("signature-input").value_or("")));
  EKIBEN_TRY(auto signatures, structured::parse_dictionary(*signature_field));
  if (inputs.size() != 1 || signatures.size() != 1 || inputs.front().key != signatures.front().key) {
    return insufficient("exactly one signature is expected");
  }
  const auto* list = inputs.front().inner_list();
  const auto* bytes = signatures.front().bytes();
  if (list == nullptr || bytes == nullptr) {
    return fail(ErrorKind::invalid, "Signature-Input is no list or Signature no bytes");
  }
  return Labelled{*list, *bytes};
}

// Method and whole target, the latter in one piece or in parts (item 55).
Result<void> check_coverage(const http::Request& request, const std::vector<std::string>& components) {
  const auto has = [&](std::string_view name) { return std::ranges::find(components, name) != components.end(); };
  if (!has("@method")) {
    return insufficient("the signature must cover @method");
  }
  const bool has_query = request.target.find('?') != std::string::npos;
  const bool target_in_parts =
      (has("@authority") || has("host")) && (has("@request-target") || (has("@path") && (has("@query") || !has_query)));
  if (!has("@target-uri") && !target_in_parts) {
    return insufficient("the signature must cover @target-uri");
  }
  const bool may_have_body = request.method != http::Method::get && request.method != http::Method::head;
  if ((may_have_body || !request.body.empty()) && !has("content-digest")) {
    return insufficient("the signature must cover the digest of the body");
  }
  return {};
}

Result<Time> check_times(const InnerList& input, Time now) {
  const auto* created = find_parameter<std::int64_t>(input.parameters, "created");
  const auto created_time = created != nullptr ? time_of_seconds(*created) : std::nullopt;
  if (!created_time) {
    return insufficient("the signature does not say when it was created");
  }
  std::optional<Time> expires;
  if (structured::has_parameter(input.parameters, "expires")) {
    const auto* seconds = find_parameter<std::int64_t>(input.parameters, "expires");
    expires = seconds != nullptr ? time_of_seconds(*seconds) : std::nullopt;
    if (!expires) {
      return fail(ErrorKind::invalid, "expires is no time");
    }
  }
  EKIBEN_CHECK(check_window(*created_time, expires, now));
  return *created_time;
}

Result<std::string> read_algorithm(const InnerList& input) {
  if (!structured::has_parameter(input.parameters, "alg")) {
    return std::string();
  }
  const auto* name = find_parameter<std::string>(input.parameters, "alg");
  if (name == nullptr || (*name != "rsa-v1_5-sha256" && *name != "ed25519")) {
    return insufficient("an algorithm that is not taken here");
  }
  return *name;
}

} // namespace

Result<Claim> read_rfc9421_claim(const http::Request& request, const Origin& origin, Time now) {
  EKIBEN_TRY(auto labelled, load_signature(request));
  const auto& input = labelled.input;
  const auto* key_id = find_parameter<std::string>(input.parameters, "keyid");
  if (key_id == nullptr || labelled.signature.empty()) {
    return insufficient("the signature has no keyid or no bytes");
  }
  EKIBEN_CHECK(check_key_id(*key_id));
  EKIBEN_TRY(const auto components, list_components(input));
  EKIBEN_CHECK(check_coverage(request, components));
  Claim claim;
  claim.scheme = Scheme::rfc9421;
  claim.key_id = *key_id;
  EKIBEN_TRY(claim.algorithm, read_algorithm(input));
  EKIBEN_TRY(claim.created, check_times(input, now));
  if (std::ranges::find(components, "host") != components.end()) {
    EKIBEN_CHECK(check_host(request, origin));
  }
  if (std::ranges::find(components, "content-digest") != components.end()) {
    EKIBEN_CHECK(check_content_digest(request.headers, request.body));
  }
  EKIBEN_TRY(auto base, signature_base(request, origin, input));
  claim.signed_texts.push_back(std::move(base));
  claim.signature = std::move(labelled.signature);
  return claim;
}

} // namespace ekiben::signatures
