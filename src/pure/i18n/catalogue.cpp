#include "pure/i18n/catalogue.h"

#include <algorithm>

namespace ekiben::i18n {
namespace {

struct Entry {
  std::string_view key;
  std::array<std::string_view, kLanguages.size()> text;
};

constexpr std::array<Entry, kMessageCount> kEntries = {{
#define EKIBEN_MESSAGE(key, english, japanese) {#key, {english, japanese}},
#include "pure/i18n/messages.inc"
#undef EKIBEN_MESSAGE
}};

} // namespace

std::string_view sentence(Language language, Message message) {
  return kEntries[static_cast<std::size_t>(message)].text[static_cast<std::size_t>(language)];
}

std::string_view message_key(Message message) { return kEntries[static_cast<std::size_t>(message)].key; }

std::optional<Message> find_message(std::string_view key) {
  const auto found = std::find_if(kEntries.begin(), kEntries.end(), [&](const Entry& entry) { return entry.key == key; });
  if (found == kEntries.end()) {
    return std::nullopt;
  }
  return static_cast<Message>(found - kEntries.begin());
}

std::string say(Language language, Message message, std::initializer_list<Hole> holes) {
  const std::string_view text = sentence(language, message);
  std::string out;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t open = std::min(text.find('{', at), text.size());
    out += text.substr(at, open - at);
    const std::size_t close = open < text.size() ? text.find('}', open) : std::string_view::npos;
    if (close == std::string_view::npos) {
      out += text.substr(open);
      break;
    }
    const std::string_view name = text.substr(open + 1, close - open - 1);
    const auto hole = std::find_if(holes.begin(), holes.end(), [&](const Hole& h) { return h.first == name; });
    out += hole != holes.end() ? hole->second : text.substr(open, close + 1 - open);
    at = close + 1;
  }
  return out;
}

} // namespace ekiben::i18n
