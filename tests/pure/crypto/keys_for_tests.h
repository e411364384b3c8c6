// Keys that tests share: making one takes a tenth of a second.
#pragma once

#include "pure/crypto/keys.h"
#include "pure/text/base64.h"

namespace ekiben::crypto {

inline const PrivateKey& rsa_key() {
  static const PrivateKey key = *PrivateKey::generate_rsa();
  return key;
}
inline const PrivateKey& other_rsa_key() {
  static const PrivateKey key = *PrivateKey::generate_rsa();
  return key;
}
/// https://www.rfc-editor.org/rfc/rfc9421#appendix-B.1.4
inline const PrivateKey& ed25519_key() {
  static const PrivateKey key =
      *PrivateKey::from_der(*text::base64_decode("MC4CAQAwBQYDK2VwBCIEIJ+DYvh6SEqVTm50DFtMDoQikTmiCqirVv9mWG9qfSnF"));
  return key;
}
inline constexpr const char* kEd25519Pem = "-----BEGIN PUBLIC KEY-----\n"
                                           "MCowBQYDK2VwAyEAJrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs=\n"
                                           "-----END PUBLIC KEY-----\n";
/// The 1024-bit key of https://datatracker.ietf.org/doc/html/draft-cavage-http-signatures-12#appendix-C
inline constexpr const char* kDraftCavagePem = "-----BEGIN PUBLIC KEY-----\n"
                                               "MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDCFENGw33yGihy92pDjZQhl0C3\n"
                                               "6rPJj+CvfSC8+q28hxA161QFNUd13wuCTUcq0Qd2qsBe/2hFyc2DCJJg0h1L78+6\n"
                                               "Z4UMR7EOcpfdUE9Hf3m/hs+FUR45uBJeDK1HSFHD8bHKD6kv8FPGfJTotc+2xjJw\n"
                                               "oYi+1hqp1fIekaxsyQIDAQAB\n"
                                               "-----END PUBLIC KEY-----\n";

} // namespace ekiben::crypto
