#include "pure/crypto/scrypt.h"

#include "pure/crypto/constant_time.h"
#include "pure/crypto/handles.h"
#include "pure/text/ascii.h"
#include "pure/text/base64.h"

#include <algorithm>
#include <charconv>

namespace ekiben::crypto {
namespace {

constexpr std::size_t kHashBytes = 32;
constexpr std::size_t kMaxMemory = 128 * 1024 * 1024; // a VPS of 512 MB must survive a log-in

// The base64 of PHC strings: the standard alphabet without padding.
std::string encode(std::string_view bytes) {
  std::string out = text::base64_encode(bytes);
  out.erase(std::find(out.begin(), out.end(), '='), out.end());
  return out;
}

std::optional<std::string> decode(std::string_view text) {
  std::string padded(text);
  while (padded.size() % 4 != 0) {
    padded += '=';
  }
  return text::base64_decode(padded);
}

template <typename Number> bool read_number(std::string_view& text, std::string_view name, Number& out) {
  if (!text.starts_with(name)) {
    return false;
  }
  text.remove_prefix(name.size());
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (problem != std::errc()) {
    return false;
  }
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return true;
}

} // namespace

Result<std::string> scrypt(std::string_view password, std::string_view salt, const ScryptCost& cost, std::size_t length) {
  if (cost.log2_n < 1 || cost.log2_n > 20 || cost.r < 1 || cost.r > 32 || cost.p < 1 || cost.p > 16 || cost.memory() > kMaxMemory ||
      length == 0 || length > 1024) {
    return fail(ErrorKind::invalid, "a scrypt cost out of bounds");
  }
  std::string out(length, '\0');
  const std::uint64_t n = std::uint64_t{1} << cost.log2_n;
  // OpenSSL's own limit of 32 MiB counts a little more than the table itself.
  if (EVP_PBE_scrypt(password.data(), password.size(), bytes_of(salt), salt.size(), n, cost.r, cost.p, kMaxMemory + 1024 * 1024,
                     bytes_of(out), out.size()) != 1) {
    return fail(ErrorKind::unavailable, "no memory to check a password now");
  }
  return out;
}

Result<std::string> hash_password(std::string_view password, std::string_view salt, const ScryptCost& cost) {
  EKIBEN_TRY(const auto hash, scrypt(password, salt, cost, kHashBytes));
  return "$scrypt$ln=" + std::to_string(cost.log2_n) + ",r=" + std::to_string(cost.r) + ",p=" + std::to_string(cost.p) + "$" +
         encode(salt) + "$" + encode(hash);
}

Result<bool> verify_password(std::string_view password, std::string_view encoded) {
  const auto unreadable = [] { return fail(ErrorKind::invalid, "this is no stored password"); };
  const auto parts = text::split(encoded, '$', 6);
  if (parts.size() != 5 || !parts[0].empty() || parts[1] != "scrypt") {
    return unreadable();
  }
  ScryptCost cost;
  auto numbers = parts[2];
  if (!read_number(numbers, "ln=", cost.log2_n) || !read_number(numbers, ",r=", cost.r) || !read_number(numbers, ",p=", cost.p) ||
      !numbers.empty()) {
    return unreadable();
  }
  const auto salt = decode(parts[3]);
  const auto hash = decode(parts[4]);
  if (!salt || !hash || hash->size() < 16) {
    return unreadable();
  }
  EKIBEN_TRY(auto computed, scrypt(password, *salt, cost, hash->size()));
  return equals(computed, *hash);
}

} // namespace ekiben::crypto
