#include "cli/option_values.hpp"

#include <limits>

#include <doctest/doctest.h>

#include "cli/compile_options.hpp"

namespace bazc::cli {

using namespace std::chrono_literals;

TEST_CASE("sizes: plain bytes and units") {
  const auto size = size_between(1, std::size_t{1} << 40);
  CHECK(*size("65536") == 65536);
  CHECK(*size("7B") == 7);
  CHECK(*size("1MiB") == 1048576);
  CHECK(*size("256mib") == 268435456);
  CHECK(*size("64KiB") == 65536);
  CHECK(*size("2GiB") == 2147483648);
  CHECK(*size("5kB") == 5000);
}

TEST_CASE("sizes: garbage, signs, fractions, overflow and limits are refused") {
  const auto size = size_between(10, 1 << 20);
  for (const char* text :
       {"", "MiB", "-1", "+1", "1.5MiB", "1 MiB", "1XB", "0x10", "1MiBs", " 1",
        "99999999999999999999", "18446744073709551616", "9", "2MiB", "18014398509481985KiB"}) {
    CAPTURE(text);
    CHECK_FALSE(size(text));
  }
  CHECK(size("9").error() == "expected a size from 10 B to 1 MiB");
  CHECK(size("x").error() == "expected a size such as 65536, 64KiB or 1MiB");
}

TEST_CASE("durations") {
  CHECK(*parse_duration("5s") == 5000ms);
  CHECK(*parse_duration("500ms") == 500ms);
  CHECK(*parse_duration("20m") == 20min);
  CHECK(*parse_duration("1.5s") == 1500ms);
  CHECK(*parse_duration("24h") == 24h);
  for (const char* text : {"", "5", "s", "-5s", "0s", "0.4ms", "5 s", "5d", "25h", "1e3s", "1..5s",
                           ".5s", "5.s", "nan", "inf", "99999999999999999999999999h"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_duration(text));
  }
}

TEST_CASE("percentages are fractions of one") {
  CHECK(*parse_percentage("5%") == doctest::Approx(0.05));
  CHECK(*parse_percentage("0.5%") == doctest::Approx(0.005));
  CHECK(*parse_percentage("0%") == 0);
  CHECK(*parse_percentage("100%") == 1);
  for (const char* text : {"", "%", "5", "0.05", "-5%", "101%", "100.1%", "5 %", "x%", "1e1%"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_percentage(text));
  }
}

TEST_CASE("rates") {
  CHECK(*parse_rate("50") == 50);
  CHECK(*parse_rate("0.5") == 0.5);
  CHECK(*parse_rate("0.001") == doctest::Approx(0.001));
  CHECK(*parse_rate("1000000") == 1e6);
  for (const char* text : {"", "0", "0.0", "0.0009", "1000001", "-1", "1e3", "5/s", "inf", "nan"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_rate(text));
  }
}

TEST_CASE("counts") {
  const auto count = count_between<unsigned>(1, 256);
  CHECK(*count("1") == 1);
  CHECK(*count("256") == 256);
  CHECK(count("257").error() == "expected a whole number from 1 to 256");
  for (const char* text : {"", "0", "-1", "+1", "1.0", "1x", "99999999999999999999"}) {
    CAPTURE(text);
    CHECK_FALSE(count(text));
  }
  CHECK(parse_count("x", 0, std::numeric_limits<std::uint64_t>::max()).error() ==
        "expected a whole number from 0");
}

TEST_CASE("booleans") {
  CHECK(*parse_boolean("true"));
  CHECK(*parse_boolean("YES"));
  CHECK(*parse_boolean("1"));
  CHECK_FALSE(*parse_boolean("off"));
  CHECK_FALSE(*parse_boolean("0"));
  CHECK_FALSE(parse_boolean("2"));
}

TEST_CASE("origins are what a browser sends, nothing else") {
  for (const char* text : {"https://app.example.com", "http://localhost:3000",
                           "http://127.0.0.1:8080", "http://[::1]:5173", "http://[2001:db8::1]",
                           "capacitor://localhost", "https://a.test:80"}) {
    CAPTURE(text);
    CHECK(parse_origin(text).value_or("") == text);
  }
  for (const char* text : {"",
                           "*",
                           "null",
                           "app.example.com",
                           "https://",
                           "https://app.example.com/",
                           "https://a.test/x",
                           "https://App.example.com",
                           "HTTPS://a.test",
                           "https://a.test:",
                           "https://a.test:443",
                           "http://a.test:80",
                           "https://a.test:0",
                           "https://a.test:080",
                           "https://a.test:65536",
                           "https://*.a.test",
                           "https://user@a.test",
                           "https://a.test?x",
                           "http://[::1",
                           "http://[]",
                           "1http://a.test"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_origin(text));
  }
  CHECK(parse_allowed_origin("*").value_or("") == "*");
  CHECK_FALSE(parse_allowed_origin("**"));
}

TEST_CASE("one_of names what is allowed") {
  const auto choice = one_of<int>({{"a", 1}, {"b", 2}, {"c", 3}});
  CHECK(*choice("b") == 2);
  CHECK(choice("A").error() == "expected a, b or c");
}

TEST_CASE("--global takes a specifier and a dotted path") {
  const auto global = parse_global("@scope/three=Libraries.Three");
  REQUIRE(global);
  CHECK(global->first == "@scope/three");
  CHECK(global->second == "Libraries.Three");
  CHECK(parse_global("a=b=C")->first == "a=b");
  for (const char* text : {"", "=", "a", "a=", "=A", "a=1b", "a=b.", "a=.b", "a=b..c", "a=b-c",
                           "a b=c", "a=alert(1)", "a\n=b"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_global(text));
  }
}

}  // namespace bazc::cli
