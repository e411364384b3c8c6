// The owner's own text can hold anything that was pasted: formatting never fails and makes only markup that the sanitizer leaves alone.
#include "pure/html/post_text.h"
#include "pure/html/sanitizer.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view source(reinterpret_cast<const char*>(data), size);
  const std::vector<ekiben::html::MentionTarget> mentions = {{"a@b.example", "https://b.example/@a"}};
  const auto html = ekiben::html::format_post(source, {mentions, "https://e.example/tags/"});
  ekiben::html::find_post_parts(source);
  const auto once = ekiben::html::sanitize(html.text());
  if (ekiben::html::sanitize(once.text()).text() != once.text() || once.text().find("<script") != std::string::npos) {
    std::abort();
  }
  return 0;
}
