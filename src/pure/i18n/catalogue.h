// Every sentence the pages say, in both languages.
#pragma once

#include "pure/i18n/language.h"

#include <array>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace ekiben::i18n {

/// One key, one whole sentence; never concatenated. The sentences stand in messages.inc, English beside Japanese.
enum class Message : std::uint16_t {
#define EKIBEN_MESSAGE(key, english, japanese) key,
#include "pure/i18n/messages.inc"
#undef EKIBEN_MESSAGE
  count_
};
inline constexpr std::size_t kMessageCount = static_cast<std::size_t>(Message::count_);

/// The sentence with its holes, "{name}", still in it.
std::string_view sentence(Language language, Message message);
/// The key's name: "profile_joined".
std::string_view message_key(Message message);
std::optional<Message> find_message(std::string_view key);

using Hole = std::pair<std::string_view, std::string_view>;
/// The sentence with every "{name}" replaced. Plain text: escape it. A hole that is not given stays as it is, so that a test sees it.
std::string say(Language language, Message message, std::initializer_list<Hole> holes = {});

} // namespace ekiben::i18n
