#pragma once

// Some bytes of a text at a time, with vector instructions where the machine has them: what ends a
// run is found without a branch for each byte, of which a processor guesses the last one wrong.

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

#if defined(__SSE2__) && !defined(BAZC_NO_VECTORS)
#define BAZC_SSE2
#include <emmintrin.h>
#elif defined(__aarch64__) && defined(__ARM_NEON) && !defined(BAZC_NO_VECTORS)
#define BAZC_NEON
#include <arm_neon.h>
#endif

namespace bazc::native {

/// How many bytes behind a text's end may be read. They are NULs.
inline constexpr std::size_t text_padding = 16;

/// Eight bytes, the first one the lowest.
[[nodiscard]] inline std::uint64_t load_word(const char* at) {
  std::uint64_t word = 0;
  std::memcpy(&word, at, sizeof(word));
  if constexpr (std::endian::native == std::endian::big) {
    word = __builtin_bswap64(word);
  }
  return word;
}

/// Which bytes of a block are something: `Width` bits for each, the first one's the lowest. `All`
/// are the bits of a block all of whose bytes are.
template <typename Bits, Bits All, unsigned Width>
class ByteMask {
 public:
  explicit ByteMask(Bits bits) : bits_(bits) {}
  [[nodiscard]] bool any() const { return bits_ != 0; }
  /// The index of the first that is, or the block's size.
  [[nodiscard]] std::size_t first() const { return first_of(bits_); }
  /// The index of the first that is not, or the block's size.
  [[nodiscard]] std::size_t first_other() const { return first_of(bits_ ^ All); }
  /// Those that stand before the first of `end`.
  [[nodiscard]] ByteMask before(ByteMask end) const {
    return ByteMask(bits_ & ~end.bits_ & (end.bits_ - 1));
  }
  [[nodiscard]] ByteMask operator|(ByteMask other) const { return ByteMask(bits_ | other.bits_); }
  [[nodiscard]] ByteMask operator&(ByteMask other) const { return ByteMask(bits_ & other.bits_); }

 private:
  // The bit behind those of the block, where there is one, stops the search.
  [[nodiscard]] static std::size_t first_of(Bits bits) {
    constexpr Bits behind = (All >> (sizeof(Bits) * 8 - 1)) != 0 ? 0 : std::bit_ceil(All);
    return static_cast<std::size_t>(std::countr_zero(bits | behind)) / Width;
  }

  Bits bits_;
};

/// Eight bytes in a register of any machine.
class PortableBlock {
 public:
  static constexpr std::size_t size = 8;
  using Mask = ByteMask<std::uint64_t, 0x8080'8080'8080'8080, 8>;

  explicit PortableBlock(const char* at) : word_(load_word(at)) {}
  [[nodiscard]] Mask equal_to(char character) const {
    const std::uint64_t difference = word_ ^ spread(static_cast<unsigned char>(character));
    return Mask(~(((difference & low_bits) + low_bits) | difference) & high_bits);
  }
  /// ASCII letters and digits, $ and _.
  [[nodiscard]] Mask name_parts() const {
    const std::uint64_t letters = in_range(word_ | spread(0x20), 'a', 'z');
    return Mask(letters | in_range(word_, '0', '9')) | equal_to('_') | equal_to('$');
  }

 private:
  static constexpr std::uint64_t high_bits = 0x8080'8080'8080'8080;
  static constexpr std::uint64_t low_bits = ~high_bits;

  [[nodiscard]] static constexpr std::uint64_t spread(std::uint64_t byte) {
    return byte * 0x0101'0101'0101'0101;
  }
  // Carries set the high bit of each byte from `first` on, and from `last` + 1 on.
  [[nodiscard]] static std::uint64_t in_range(std::uint64_t word, char first, char last) {
    const std::uint64_t low = word & low_bits;
    const std::uint64_t from = low + spread(0x80U - static_cast<unsigned char>(first));
    const std::uint64_t behind = low + spread(0x7FU - static_cast<unsigned char>(last));
    return from & ~behind & ~word & high_bits;
  }

  std::uint64_t word_;
};

#if defined(BAZC_SSE2)

class VectorBlock {
 public:
  static constexpr std::size_t size = 16;
  using Mask = ByteMask<std::uint32_t, 0xFFFF, 1>;

  explicit VectorBlock(const char* at)
      : bytes_(_mm_loadu_si128(reinterpret_cast<const __m128i*>(at))) {}
  [[nodiscard]] Mask equal_to(char character) const {
    return mask_of(_mm_cmpeq_epi8(bytes_, _mm_set1_epi8(character)));
  }
  [[nodiscard]] Mask name_parts() const {
    const __m128i letters = in_range(_mm_or_si128(bytes_, _mm_set1_epi8(0x20)), 'a', 'z');
    const __m128i others = _mm_or_si128(_mm_cmpeq_epi8(bytes_, _mm_set1_epi8('_')),
                                        _mm_cmpeq_epi8(bytes_, _mm_set1_epi8('$')));
    return mask_of(_mm_or_si128(_mm_or_si128(letters, in_range(bytes_, '0', '9')), others));
  }

 private:
  [[nodiscard]] static Mask mask_of(__m128i bytes) {
    return Mask(static_cast<std::uint32_t>(_mm_movemask_epi8(bytes)));
  }
  // The comparison is of signed bytes: `first` is moved to the lowest of them.
  [[nodiscard]] static __m128i in_range(__m128i bytes, char first, char last) {
    const __m128i moved = _mm_add_epi8(bytes, _mm_set1_epi8(static_cast<char>(-128 - first)));
    return _mm_cmplt_epi8(moved, _mm_set1_epi8(static_cast<char>(last - first + 1 - 128)));
  }

  __m128i bytes_;
};
using ByteBlock = VectorBlock;

#elif defined(BAZC_NEON)

class VectorBlock {
 public:
  static constexpr std::size_t size = 16;
  using Mask = ByteMask<std::uint64_t, ~std::uint64_t{0}, 4>;

  explicit VectorBlock(const char* at) : bytes_(vld1q_u8(reinterpret_cast<const uint8_t*>(at))) {}
  [[nodiscard]] Mask equal_to(char character) const { return mask_of(equal(character)); }
  [[nodiscard]] Mask name_parts() const {
    const uint8x16_t letters = in_range(vorrq_u8(bytes_, vdupq_n_u8(0x20)), 'a', 'z');
    const uint8x16_t others = vorrq_u8(equal('_'), equal('$'));
    return mask_of(vorrq_u8(vorrq_u8(letters, in_range(bytes_, '0', '9')), others));
  }

 private:
  [[nodiscard]] uint8x16_t equal(char character) const {
    return vceqq_u8(bytes_, vdupq_n_u8(static_cast<unsigned char>(character)));
  }
  // Each byte is narrowed to four bits.
  [[nodiscard]] static Mask mask_of(uint8x16_t bytes) {
    const uint8x8_t nibbles = vshrn_n_u16(vreinterpretq_u16_u8(bytes), 4);
    return Mask(vget_lane_u64(vreinterpret_u64_u8(nibbles), 0));
  }
  [[nodiscard]] static uint8x16_t in_range(uint8x16_t bytes, char first, char last) {
    const uint8x16_t moved = vsubq_u8(bytes, vdupq_n_u8(static_cast<unsigned char>(first)));
    return vcleq_u8(moved, vdupq_n_u8(static_cast<unsigned char>(last - first)));
  }

  uint8x16_t bytes_;
};
using ByteBlock = VectorBlock;

#else
using ByteBlock = PortableBlock;
#endif

/// The first character that is one of `stops`, which must stand somewhere.
template <char... stops>
[[nodiscard]] const char* find_any(const char* at) {
  for (;;) {
    const ByteBlock block(at);
    const auto found = (block.equal_to(stops) | ...);
    if (found.any()) {
      return at + found.first();
    }
    at += ByteBlock::size;
  }
}

/// Behind a run of spaces.
[[nodiscard]] inline const char* skip_spaces(const char* at) {
  for (;;) {
    const std::size_t count = ByteBlock(at).equal_to(' ').first_other();
    at += count;
    if (count < ByteBlock::size) {
      return at;
    }
  }
}

/// Behind a run of ASCII letters and digits, $ and _.
[[nodiscard]] inline const char* skip_name_parts(const char* at) {
  for (;;) {
    const std::size_t count = ByteBlock(at).name_parts().first_other();
    at += count;
    if (count < ByteBlock::size) {
      return at;
    }
  }
}

}  // namespace bazc::native
