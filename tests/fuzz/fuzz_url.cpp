// Foreign URLs, ids and hosts: what is read has one normal form, and reading that again gives the same.
#include "pure/text/percent.h"
#include "pure/text/url.h"

#include <cstdint>
#include <cstdlib>

using namespace ekiben::text;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto url = parse_url(text)) {
    const auto again = parse_url(url->text());
    if (!again || again->text() != url->text() || again->origin() != url->origin() || url->path.empty() ||
        url->text().find_first_of("\r\n \"<>") != std::string::npos) {
      std::abort();
    }
    if (parse_url(url->origin())->origin() != url->origin() || !same_origin(text, url->text())) {
      std::abort();
    }
  }
  if (const auto id = parse_identifier(text); id && id->text != text) {
    std::abort();
  }
  if (const auto host = parse_host(text); host && host->kind != HostKind::ipv6 && parse_host(host->name)->name != host->name) {
    std::abort();
  }
  parse_authority(text, 443);
  host_for_display(text);
  percent_decode(text);
  return 0;
}
