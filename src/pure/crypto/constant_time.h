// Comparing secrets and forgetting them.
#pragma once

#include <string>
#include <string_view>

namespace ekiben::crypto {

/// Equal bytes, in a time that depends on the lengths alone (federation B45): for digests, tokens, form tokens.
bool equals(std::string_view a, std::string_view b);

/// Overwrites the bytes, which no optimizer may leave out, and empties the string.
void wipe(std::string& secret);

} // namespace ekiben::crypto
