// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IRounds} from "../../../contracts/funding/IRounds.sol";
import {IAdmission} from "../../../contracts/membership/IAdmission.sol";
import {WholeHouse} from "./WholeHouse.sol";
import {vm} from "./Vm.sol";

/// @notice Who lives in the house, what they can sign, and a record of what really happened.
abstract contract Cast is WholeHouse {
    uint256 public constant PERSONS = 12;
    /// @notice The first two persons have a second account each.
    uint256 public constant ACCOUNTS = PERSONS + 2;
    uint256 private constant FIRST_KEY = 0xace;
    uint256 private constant REGISTRAR_KEY = 0xbee;

    /// @notice How often an action really happened, and how often the house refused it.
    mapping(string action => uint256) public done;
    mapping(string action => uint256) public refused;
    /// @notice How often each refusal was given, by the selector of its name.
    mapping(bytes4 selector => uint256) public refusals;
    /// @notice How often a limit was taken to its last unit, and how often one more was refused by its name.
    mapping(string limit => uint256) public reached;
    mapping(string limit => uint256) public passed;
    /// @notice How a round was seen to end; `Upcoming` = not yet.
    mapping(uint32 round => IRounds.RoundState) public over;
    uint256 private _calls;

    constructor() WholeHouse(vm.addr(REGISTRAR_KEY), vm.addr(0x0be)) {
        for (uint256 i = 0; i < ACCOUNTS; ++i) _letIn(i);
        token.faucet(operator, 1e15);
    }

    /// @dev Admissions end; the registrar lets everybody in again before that.
    function _renewAdmissions() internal {
        (, , uint48 expiry) = admission.admissionOf(accountOf(0));
        if (block.timestamp + 100 days < expiry) return;
        for (uint256 i = 0; i < ACCOUNTS; ++i) _admit(i);
    }

    function _letIn(uint256 i) private {
        address account = accountOf(i);
        token.faucet(account, 1e15);
        vm.prank(account);
        token.approve(address(rounds), type(uint256).max);
        vm.prank(account);
        token.approve(address(donations), type(uint256).max);
        vm.prank(account);
        token.approve(address(treasury), type(uint256).max);
        vm.prank(account);
        voucher.approve(address(counter), type(uint256).max);
        _admit(i);
    }

    function _admit(uint256 i) private {
        uint48 expiry = uint48(block.timestamp) + 400 days;
        IAdmission.Credential memory c = IAdmission.Credential(accountOf(i), nullifierOf(i), 1, expiry);
        bytes32 typeHash = keccak256("Credential(address account,bytes32 nullifier,uint32 criteria,uint48 expiry)");
        bytes32 structHash = keccak256(abi.encode(typeHash, c.account, c.nullifier, c.criteria, c.expiry));
        bytes32 digest = _digest("Runde Admission", address(admission), structHash);
        admission.attest(c, _signature(REGISTRAR_KEY, digest));
    }

    // ---- people ----------------------------------------------------------------------------------------------------

    function keyOf(uint256 account) public pure returns (uint256) {
        return FIRST_KEY + account;
    }

    function accountOf(uint256 account) public pure returns (address) {
        return vm.addr(keyOf(account));
    }

    function nullifierOf(uint256 account) public pure returns (bytes32) {
        return keccak256(abi.encode("person", account % PERSONS));
    }

    /// @dev The number of an account that owns a seat, or `ACCOUNTS` if nobody does yet.
    function _ownerNumber(uint32 seat) internal view returns (uint256 number) {
        address[] memory owners = share.owners(seat, 1);
        if (owners.length == 0 || owners[0] == address(0)) return ACCOUNTS;
        for (number = 0; number < ACCOUNTS; ++number) if (accountOf(number) == owners[0]) return number;
    }

    /// @dev Somebody who owns a seat, zero if nobody does.
    function _someMember(uint256 dice) internal view returns (uint32 seat, address member) {
        uint32 last = share.lastSeat();
        if (last == 0) return (0, address(0));
        seat = uint32(1 + (dice % last));
        member = share.owners(seat, 1)[0];
        if (member == address(0)) seat = 0;
    }

    // ---- dice, signatures, the record ------------------------------------------------------------------------------

    /// @dev Writes down which rounds are over, before anything else happens (I7).
    function _note() private {
        for (uint32 id = 1; id <= rounds.roundCount(); ++id) {
            IRounds.RoundState state = rounds.round(id).state;
            if (state == IRounds.RoundState.Failed || state == IRounds.RoundState.Finalised) over[id] = state;
        }
    }

    /// @dev The runner likes small and special numbers; this makes every throw a fair one.
    function _roll(uint256 seed) internal returns (uint256) {
        _note();
        return uint256(keccak256(abi.encode(seed, ++_calls)));
    }

    function _digest(string memory name, address where, bytes32 structHash) internal view returns (bytes32) {
        return keccak256(abi.encodePacked(hex"1901", _domain(name, where), structHash));
    }

    function _domain(string memory name, address where) internal view returns (bytes32) {
        bytes32 typeHash = keccak256(
            "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"
        );
        return keccak256(abi.encode(typeHash, keccak256(bytes(name)), keccak256("1"), block.chainid, where));
    }

    function _signature(uint256 key, bytes32 digest) internal pure returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digest);
        return abi.encodePacked(r, s, v);
    }

    function _record(string memory action, bool happened) internal {
        if (happened) ++done[action];
        else ++refused[action];
    }

    function _refuse(string memory action, bytes memory why) internal {
        ++refused[action];
        ++refusals[bytes4(why)];
    }

    /// @dev What was tried was the limit itself, or one `beyond` it: the one must be accepted, the other refused by this name.
    function _press(string memory limit, bool beyond, bool happened, bytes memory why, bytes4 name) internal {
        if (happened) {
            require(!beyond, string.concat("accepted beyond the limit: ", limit));
            ++reached[limit];
        } else if (beyond && bytes4(why) == name) {
            ++passed[limit];
        } else if (!beyond) {
            require(bytes4(why) != name, string.concat("refused at the limit: ", limit));
        }
    }

    function _now() internal view returns (uint48) {
        return uint48(block.timestamp);
    }
}
