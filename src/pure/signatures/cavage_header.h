// The Signature header of draft-cavage-http-signatures-12, section 4.1.
#pragma once

#include "base/clock.h"
#include "base/result.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ekiben::signatures {

/// What the header says, unchecked but for its grammar.
struct CavageHeader {
  std::string key_id;
  std::string algorithm;            ///< lower case; empty when absent
  std::vector<std::string> covered; ///< lower case, in order; the default (section 2.1.6, federation item 40) when absent
  std::string signature;            ///< decoded
  std::optional<Time> created;
  std::optional<Time> expires;
  std::string created_text; ///< digits as written, for the signed text
  std::string expires_text;
};

/// Parameters in any order, quoted or not, white space around commas, an optional "Signature " in front (item 45).
/// Errors: invalid: not the grammar, a parameter twice, no base64, over 8 kB or 20 parameters or 50 names;
/// unauthorized: keyId or signature missing, nothing covered, a name covered twice.
Result<CavageHeader> parse_cavage_header(std::string_view header);

} // namespace ekiben::signatures
