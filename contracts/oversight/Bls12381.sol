// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title BLS signatures on the curve BLS12-381
/// @notice Signatures in G1, keys in G2, messages hashed by RFC 9380: scheme `bls-unchained-g1-rfc9380`.
/// @dev No permissions and no storage; every step of arithmetic is a precompile of EIP-2537. A field element is below
/// 2^381 and stands in two words, the higher first, as those precompiles take it. The twin is `protocol/drand.ts`.
library Bls12381 {
    /// @dev What is wrong with a point, in the order of the checks.
    enum Fault {
        None,
        NotInField, // a coordinate is p or more
        AtInfinity,
        OffCurve,
        OutsideSubgroup,
        OfAnother // a signature of another key or over another message
    }

    /// @dev A point of G1: x, y.
    struct G1 {
        uint256[4] words;
    }

    /// @dev A point of G2: x.c0, x.c1, y.c0, y.c1.
    struct G2 {
        uint256[8] words;
    }

    /// @notice Bytes of a signature: x and y, 48 each.
    uint256 internal constant SIGNATURE_BYTES = 96;
    /// @notice Bytes of a key, as EIP-2537 writes a point of G2.
    uint256 internal constant KEY_BYTES = 256;

    /// @dev RFC 9380, section 3.1: the domain of this scheme, and the byte that tells its length (43).
    bytes private constant DOMAIN = "BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_\x2b";
    /// @dev The field's modulus p, and (p - 1) / 2.
    uint256 private constant P_HIGH = 0x1a0111ea397fe69a4b1ba7b6434bacd7;
    uint256 private constant P_LOW = 0x64774b84f38512bf6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffaaab;
    uint256 private constant HALF_HIGH = 0x0d0088f51cbff34d258dd3db21a5d66b;
    uint256 private constant HALF_LOW = 0xb23ba5c279c2895fb39869507b587b120f55ffff58a9ffffdcff7fffffffd555;
    /// @dev The generator of G2 with the other sign of y.
    bytes private constant MINUS_GENERATOR =
        hex"00000000000000000000000000000000024aa2b2f08f0a91260805272dc51051c6e47ad4fa403b02b4510b647ae3d1770bac0326a805bbefd48056c8c121bdb8"
        hex"0000000000000000000000000000000013e02b6052719f607dacd3a088274f65596bd0d09920b61ab5da61bbdc7f5049334cf11213945d57e5ac7d055d042b7e"
        hex"000000000000000000000000000000000d1b3cc2c7027888be51d9ef691d77bcb679afda66c73f17f9ee3837a55024f78c71363275a75d75d86bab79f74782aa"
        hex"0000000000000000000000000000000013fa4d4a0ad8b1ce186ed5061789213d993923066dddaf1040bc3ff59f825c78df74f2d75467e25e0f55f8a00fa030ed";

    address private constant MODEXP = address(0x05);
    address private constant G1_ADD = address(0x0b);
    address private constant G2_ADD = address(0x0d);
    address private constant PAIRING_CHECK = address(0x0f);
    address private constant MAP_TO_G1 = address(0x10);
    /// @dev A precompile that refuses its input keeps all its gas; an addition needs 375 (G1) or 600 (G2).
    uint256 private constant ADD_GAS = 10_000;

    /// @notice What is wrong with `signature` as that of the key's owner over `message`: e(signature, -G2) · e(H(message), key)
    /// must be 1.
    /// @dev The key must be sound (`faultOfKey`). The pairing asks for the subgroup itself and refuses what lies outside.
    function faultOf(G1 memory signature, bytes memory message, G2 memory key) internal view returns (Fault) {
        uint256[4] memory w = signature.words;
        if (!_isInField(w[0], w[1]) || !_isInField(w[2], w[3])) return Fault.NotInField;
        if (w[0] | w[1] | w[2] | w[3] == 0) return Fault.AtInfinity;
        if (!_isOnCurve(G1_ADD, abi.encodePacked(w, new bytes(128)))) return Fault.OffCurve;
        G1 memory hashed = hashToG1(message);
        (bool answered, bytes memory answer) = PAIRING_CHECK.staticcall(
            abi.encodePacked(w, MINUS_GENERATOR, hashed.words, key.words)
        );
        if (!answered) return Fault.OutsideSubgroup;
        return uint256(bytes32(answer)) == 1 ? Fault.None : Fault.OfAnother;
    }

    /// @notice The point that stands for a message (RFC 9380, `hash_to_curve`, suite BLS12381G1_XMD:SHA-256_SSWU_RO_).
    /// @dev The precompile maps and clears the cofactor; the cofactor of a sum is the sum of the cleared ones.
    function hashToG1(bytes memory message) internal view returns (G1 memory point) {
        (bytes memory u0, bytes memory u1) = _hashToField(message);
        point = abi.decode(_ask(G1_ADD, bytes.concat(_ask(MAP_TO_G1, u0), _ask(MAP_TO_G1, u1))), (G1));
    }

    /// @dev RFC 9380, section 5.2 (`hash_to_field`, two elements) with section 5.3.1 (`expand_message_xmd`, SHA-256, 128
    /// bytes in four blocks).
    function _hashToField(bytes memory message) private view returns (bytes memory u0, bytes memory u1) {
        bytes32 b0 = sha256(abi.encodePacked(new bytes(64), message, uint16(128), uint8(0), DOMAIN));
        bytes32 b1 = sha256(abi.encodePacked(b0, uint8(1), DOMAIN));
        bytes32 b2 = sha256(abi.encodePacked(b0 ^ b1, uint8(2), DOMAIN));
        bytes32 b3 = sha256(abi.encodePacked(b0 ^ b2, uint8(3), DOMAIN));
        bytes32 b4 = sha256(abi.encodePacked(b0 ^ b3, uint8(4), DOMAIN));
        return (_modulo(b1, b2), _modulo(b3, b4));
    }

    /// @dev A 512-bit number modulo p: the number to the power of one (EIP-198: lengths, base, exponent, modulus).
    function _modulo(bytes32 high, bytes32 low) private view returns (bytes memory) {
        return _ask(MODEXP, abi.encodePacked(uint256(64), uint256(1), uint256(64), high, low, uint8(1), P_HIGH, P_LOW));
    }

    /// @dev Input that these get from here is never refused; where the precompile is missing the answer is empty.
    function _ask(address precompile, bytes memory input) private view returns (bytes memory answer) {
        bool answered;
        (answered, answer) = precompile.staticcall(input);
        assert(answered);
    }

    /// @notice The point that 96 bytes name.
    function pointOf(bytes calldata signature) internal pure returns (G1 memory point) {
        point.words[0] = uint128(bytes16(signature[0:16]));
        point.words[1] = uint256(bytes32(signature[16:48]));
        point.words[2] = uint128(bytes16(signature[48:64]));
        point.words[3] = uint256(bytes32(signature[64:96]));
    }

    /// @notice What is wrong with a key.
    function faultOfKey(G2 memory key) internal view returns (Fault) {
        uint256[8] memory w = key.words;
        uint256 any = 0;
        for (uint256 i = 0; i < 8; i += 2) {
            if (!_isInField(w[i], w[i + 1])) return Fault.NotInField;
            any |= w[i] | w[i + 1];
        }
        if (any == 0) return Fault.AtInfinity;
        if (!_isOnCurve(G2_ADD, abi.encodePacked(w, new bytes(256)))) return Fault.OffCurve;
        (bool answered, ) = PAIRING_CHECK.staticcall(abi.encodePacked(new bytes(128), w));
        return answered ? Fault.None : Fault.OutsideSubgroup;
    }

    /// @dev An addition asks for the curve and not for the subgroup.
    function _isOnCurve(address addition, bytes memory twoPoints) private view returns (bool answered) {
        (answered, ) = addition.staticcall{gas: ADD_GAS}(twoPoints);
    }

    function _isInField(uint256 high, uint256 low) private pure returns (bool) {
        return high < P_HIGH || (high == P_HIGH && low < P_LOW);
    }

    /// @notice The 48 bytes in which a signature is published: x, and in its first bits that it is compressed and whether y
    /// is the greater of the two.
    function compressed(G1 memory point) internal pure returns (bytes memory) {
        uint256[4] memory w = point.words;
        bool isGreater = w[2] > HALF_HIGH || (w[2] == HALF_HIGH && w[3] > HALF_LOW);
        uint256 flags = isGreater ? 0xa0 : 0x80;
        return abi.encodePacked(uint128(w[0] | (flags << 120)), w[1]);
    }
}
