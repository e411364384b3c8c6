#include "store/migrations/list.h"

#include <array>

namespace ekiben::store::migrations {

std::span<const char* const> all() {
  static const std::array<const char*, 2> steps{k0001_a_name, k0002_a_conversation};
  return steps;
}

} // namespace ekiben::store::migrations
