// Which certificate authorities are trusted.
#pragma once

#include "base/result.h"

#include <cstddef>
#include <string>
#include <string_view>

struct x509_store_st;

namespace ekiben::net {

/// Adds the system's bundle when there is a usable one, else the embedded roots. Returns how many and says in the log which.
std::size_t add_default_roots(x509_store_st& store);
/// Adds every certificate of a PEM text. Returns how many; 0 when there is none.
std::size_t add_pem(x509_store_st& store, std::string_view pem);

/// A bundle of all authorities is 220 kB.
inline constexpr std::size_t kMaxPemBytes = 4 * 1024 * 1024;

} // namespace ekiben::net
