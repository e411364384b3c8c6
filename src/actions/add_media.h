// The owner uploads a picture and says what it shows.
#pragma once

#include "actions/context.h"
#include "base/id.h"
#include "base/result.h"

#include <array>
#include <string>
#include <string_view>

namespace ekiben::actions {

inline constexpr std::size_t kMaxDescriptionCodePoints = 1'500;

struct NewMedia {
  std::string_view bytes;  ///< JPEG or PNG, whatever it is called
  std::string description; ///< alternative text
};

/// Makes the picture that federates (≤ 1280 px, upright, without EXIF) in the confined helper, stores it content-addressed under
/// `data_directory`/media, and the row. Returns the upload's id for Draft::media. Takes up to a second: not on the accept loop. Errors:
/// invalid, too_large, timeout, unavailable.
Result<Id> add_media(const Context& context, const std::string& data_directory, const NewMedia& media);

/// Errors: not_found, invalid (too long).
Result<void> describe_media(const Context& context, Id media, const std::string& description, std::array<double, 2> focus);

} // namespace ekiben::actions
