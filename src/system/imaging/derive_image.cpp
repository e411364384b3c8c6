#include "system/imaging/derive_image.h"

#include "system/os/child.h"
#include "system/os/confine.h"

#include <array>
#include <charconv>
#include <mutex>
#include <unistd.h>

namespace ekiben::imaging {
namespace {

/// The largest file that is read: the upload route's cap.
constexpr std::size_t kMaxInputBytes = 40 * 1024 * 1024;

// The child's answer: one line, then the bytes.
//   "ok MEDIA-TYPE WIDTH HEIGHT BLURHASH\n" bytes       "no KIND\n" sentence
Result<media::Derivative> parse_answer(std::string_view answer) {
  const auto unexpected = [] { return fail(ErrorKind::broken, "the picture's helper process answered nonsense"); };
  const auto end = answer.find('\n');
  if (end == std::string_view::npos) {
    return unexpected();
  }
  std::array<std::string_view, 5> words;
  auto line = answer.substr(0, end);
  for (auto& word : words) {
    word = line.substr(0, line.find(' '));
    line.remove_prefix(std::min(line.size(), word.size() + 1));
  }
  const auto rest = answer.substr(end + 1);
  if (words[0] == "no") {
    return fail(words[1] == "too_large" ? ErrorKind::too_large
                : words[1] == "invalid" ? ErrorKind::invalid
                                        : ErrorKind::broken,
                std::string(rest));
  }
  media::Derivative made;
  const auto read_number = [](std::string_view word, int& value) {
    return std::from_chars(word.data(), word.data() + word.size(), value).ec == std::errc();
  };
  const bool known_type = words[1] == "image/jpeg" || words[1] == "image/png";
  // The child has seen a hostile file: what it says is checked like a stranger's.
  if (words[0] != "ok" || !known_type || !read_number(words[2], made.width) || !read_number(words[3], made.height) || made.width < 1 ||
      made.height < 1 || made.width > 16'384 || made.height > 16'384 || words[4].size() > 64 || rest.empty()) {
    return unexpected();
  }
  const bool as_declared = media::sniff_image(rest) == (words[1] == "image/png" ? media::ImageType::png : media::ImageType::jpeg);
  if (!as_declared) {
    return unexpected();
  }
  made.media_type = words[1];
  made.blurhash = words[4];
  made.bytes = rest;
  return made;
}

bool write_all(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto wrote = ::write(STDOUT_FILENO, bytes.data(), bytes.size());
    if (wrote <= 0) {
      return false;
    }
    bytes.remove_prefix(static_cast<std::size_t>(wrote));
  }
  return true;
}

} // namespace

Result<media::Derivative> derive_image(std::string_view bytes, const std::string& program) {
  static std::mutex one_at_a_time;
  if (media::sniff_image(bytes) == media::ImageType::unknown) {
    return fail(ErrorKind::invalid, "only JPEG and PNG pictures are taken");
  }
  const std::lock_guard lock(one_at_a_time);
  os::ChildCall call;
  call.program = program;
  call.arguments = {std::string(kImageChildCommand)};
  call.input = bytes;
  auto answer = os::run_child(call);
  if (!answer) {
    return fail_while("preparing the picture", std::move(answer).error());
  }
  return parse_answer(*answer);
}

int run_image_child() {
  // Standard input is read before the confinement only as bytes; nothing has looked inside it yet.
  std::string input;
  std::array<char, 65536> buffer;
  for (;;) {
    const auto got = ::read(STDIN_FILENO, buffer.data(), buffer.size());
    if (got <= 0) {
      break;
    }
    input.append(buffer.data(), static_cast<std::size_t>(got));
    if (input.size() > kMaxInputBytes) {
      return write_all("no too_large\nthe file is larger than 40 MB") ? 0 : 1;
    }
  }
  if (!os::confine_this_process()) {
    return 1;
  }
  const auto made = media::make_derivative(input);
  if (!made) {
    const char* const kind = made.error().kind == ErrorKind::too_large ? "too_large"
                             : made.error().kind == ErrorKind::invalid ? "invalid"
                                                                       : "broken";
    return write_all(std::string("no ") + kind + "\n" + made.error().message) ? 0 : 1;
  }
  const std::string head =
      "ok " + made->media_type + " " + std::to_string(made->width) + " " + std::to_string(made->height) + " " + made->blurhash + "\n";
  return write_all(head) && write_all(made->bytes) ? 0 : 1;
}

} // namespace ekiben::imaging
