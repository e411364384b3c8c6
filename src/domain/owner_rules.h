// What the owner may choose: the same rules for the set-up page, the settings and the command line.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace ekiben::domain {

inline constexpr std::size_t kMaxNameCharacters = 60;
inline constexpr std::size_t kMaxBioCharacters = 1000;
inline constexpr std::size_t kMinPasswordCharacters = 8;
/// scrypt reads any length; a limit keeps a form from being a way to spend memory.
inline constexpr std::size_t kMaxPasswordBytes = 1000;

enum class Fault { handle, name_too_long, bio_too_long, base_url, handle_domain, password_too_short, password_too_long };

/// One English sentence for the command line and logs; pages say it in their language.
std::string_view describe(Fault fault);

/// Whether a base URL may say http: only while developing, or on a machine's own command line.
enum class PlainHttp { refused, allowed };

std::optional<Fault> check_handle(std::string_view handle);
std::optional<Fault> check_name(std::string_view name);
std::optional<Fault> check_bio(std::string_view bio);
std::optional<Fault> check_password(std::string_view password);

/// "https://social.example": scheme and host in their normal form, without path or slash at the end; nothing when it is no such URL. With
/// PlainHttp::refused the host must be a name with a dot in it: nobody else could reach another one.
std::optional<std::string> normal_base_url(std::string_view text, PlainHttp plain_http);
/// "example.com" in lower case and A-labels, a port only with PlainHttp::allowed; nothing when it is no host name.
std::optional<std::string> normal_handle_domain(std::string_view text, PlainHttp plain_http);

} // namespace ekiben::domain
