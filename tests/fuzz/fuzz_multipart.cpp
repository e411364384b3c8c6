// Forms with files: any body gives a form or an error; what is found lies inside the body.
#include "pure/http/multipart.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view body(reinterpret_cast<const char*>(data), size);
  const auto form = ekiben::http::parse_multipart("multipart/form-data; boundary=x", body);
  if (form) {
    for (const auto& file : form->files) {
      if (file.bytes.data() < body.data() || file.bytes.data() + file.bytes.size() > body.data() + body.size()) {
        std::abort();
      }
    }
  }
  ekiben::http::parse_multipart(body.substr(0, body.size() / 2), body.substr(body.size() / 2));
  return 0;
}
