// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {Housed} from "../lib/Housed.sol";
import {IEpochs} from "../lib/IEpochs.sol";
import {IRegistry} from "../lib/IRegistry.sol";
import {SignedCalls} from "../lib/SignedCalls.sol";
import {ITeam} from "./ITeam.sol";

/// @title Team
contract Team is ITeam, Housed, SignedCalls {
    uint256 private constant MOST_PEOPLE = 8;
    uint8 private constant ALL_RIGHTS = uint8((1 << (uint256(type(Right).max) + 1)) - 1);

    bytes32 private constant TEAM_NAMING_TYPEHASH = keccak256(
        "TeamNaming(address operator,uint32 epoch,address account,uint8 rights,uint64 nonce,uint48 deadline)"
    );

    IEpochs private immutable _persons;

    /// @dev One team for each appointment of an operator, so that nobody comes back with the operator.
    mapping(uint48 appointed => TeamMember[]) private _teams;

    /// @param persons Keeps the epochs of accounts.
    constructor(IRegistry registry_, IEpochs persons) Housed(registry_) EIP712("Runde Team", "1") {
        _persons = persons;
    }

    /// @inheritdoc ITeam
    function name(TeamNaming calldata naming, bytes calldata signature) external {
        bytes32 structHash = keccak256(
            abi.encode(
                TEAM_NAMING_TYPEHASH,
                naming.operator,
                naming.epoch,
                naming.account,
                naming.rights,
                naming.nonce,
                naming.deadline
            )
        );
        (address account, uint8 rights) = (naming.account, naming.rights);
        // Check:
        _requireSigned(naming.operator, structHash, naming.deadline, signature);
        _requireEpoch(uint160(naming.operator), naming.epoch, _persons.epochOf(uint160(naming.operator)));
        address operator = registry.operator();
        if (naming.operator != operator) revert NotTheOperator(naming.operator, operator);
        _useNonce(_subject(uint160(account), "team"), naming.nonce);
        if (account == address(0) || account == operator || registry.isPart(account)) revert NotForTheTeam(account);
        if (rights & ~ALL_RIGHTS != 0) revert RightsUnknown(rights, ALL_RIGHTS);
        TeamMember[] storage people = _present();
        uint256 i = _indexOf(people, account);
        bool isNew = i == people.length;
        if (isNew && rights == 0) revert NotOfTheTeam(account);
        if (isNew && i == MOST_PEOPLE) revert TeamFull(MOST_PEOPLE);
        // Effect:
        if (isNew) {
            people.push(TeamMember(account, rights, uint48(block.timestamp)));
        } else if (rights != 0) {
            people[i].rights = rights;
        } else {
            people[i] = people[people.length - 1];
            people.pop();
        }
        emit TeamNamed(operator, account, rights);
    }

    function _present() private view returns (TeamMember[] storage) {
        return _teams[registry.operatorSince()];
    }

    function _indexOf(TeamMember[] storage people, address account) private view returns (uint256 i) {
        uint256 count = people.length;
        while (i < count && people[i].account != account) ++i;
    }

    /// @inheritdoc ITeam
    function may(address account, Right right) external view returns (bool) {
        if (account == registry.operator()) return true;
        TeamMember[] storage people = _present();
        uint256 i = _indexOf(people, account);
        return i < people.length && (people[i].rights >> uint8(right)) & 1 == 1;
    }

    /// @inheritdoc ITeam
    function team() external view returns (TeamMember[] memory) {
        return _present();
    }
}
