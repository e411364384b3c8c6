// Requests as honest peers sign them, to be bent by the tests.
#pragma once

#include "../crypto/keys_for_tests.h"
#include "pure/signatures/sign.h"
#include "pure/signatures/signature.h"
#include "pure/text/base64.h"

#include <chrono>

namespace ekiben::signatures {

inline const Origin kOrigin{"https", "social.example"};
inline constexpr const char* kKeyId = "https://peer.example/users/a#main-key";
inline constexpr const char* kBody = R"({"type":"Follow"})";
/// 2026-11-24 12:00 UTC.
inline const Time kNow{std::chrono::seconds(1'795'521'600)};

inline http::Request unsigned_request(http::Method method, std::string target) {
  http::Request request;
  request.method = method;
  request.method_text = method == http::Method::post ? "POST" : "GET";
  request.target = std::move(target);
  if (method == http::Method::post) {
    request.body = kBody;
    request.headers.add("content-type", "application/activity+json");
  }
  return request;
}

/// Signed as ekiben itself does it.
inline http::Request signed_request(http::Method method, std::string target, Time when = kNow,
                                    const crypto::PrivateKey& key = crypto::rsa_key()) {
  auto request = unsigned_request(method, std::move(target));
  if (!sign_cavage(method, request.target, kOrigin.authority, request.body, kKeyId, key, when, request.headers)) {
    throw std::runtime_error("not signed");
  }
  return request;
}

/// Signs `text` and puts a Signature header with these parameters (without signature) in front of it.
inline void put_signature(http::Request& request, const std::string& parameters, const std::string& text,
                          const crypto::PrivateKey& key = crypto::rsa_key()) {
  request.headers.set("signature", parameters + ",signature=\"" + text::base64_encode(*key.sign(text)) + "\"");
}

/// The error's kind, or nothing when the claim was read.
inline std::optional<ErrorKind> refusal_of(const http::Request& request, Time now = kNow) {
  const auto claim = read_claim(request, kOrigin, now);
  return claim ? std::nullopt : std::optional(claim.error().kind);
}

/// True when the claim is read and verifies.
inline bool verifies(const http::Request& request, const crypto::PublicKey& key = crypto::rsa_key().public_key(), Time now = kNow) {
  const auto claim = read_claim(request, kOrigin, now);
  return claim && verify_claim(*claim, key);
}

} // namespace ekiben::signatures
