// Other servers' posts: any JSON gives a note within its limits, or an error.
#include "pure/activitypub/read_note.h"
#include "pure/json/json.h"
#include "pure/json/parse.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto value = ekiben::json::parse({reinterpret_cast<const char*>(data), size});
  if (!value) {
    return 0;
  }
  const auto note = ekiben::activitypub::read_note(*value);
  if (note && (note->id.empty() || note->author.empty() || note->mentions.size() > 50 || note->attachments.size() > 17)) {
    std::abort();
  }
  return 0;
}
